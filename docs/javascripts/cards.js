/* Cards: what a mark leads to, shown where the mark stands.
 *
 * A footnote's mark opens its source, a quotation's mark who said it. Resting the mouse on a mark opens its card; a
 * click, a tap or the Enter key opens it too and moves into it; Escape, or leaving it, closes it. Everything shown is on
 * the page already: without this script the marks are plain links to the notes at its end.
 */
const MARKS = "a.footnote-ref, a.quote-mark"
const OPEN_AFTER = 250 // milliseconds the mouse rests on a mark, so that reading past one opens nothing
const CLOSE_AFTER = 200 // long enough to move from the mark into its card
const GAP = 6 // pixels between the mark and its card

let card = null // the card that is open, and the mark it belongs to
let mark = null
let timer = 0

const later = (action, delay) => {
  clearTimeout(timer)
  timer = setTimeout(action, delay)
}

/* The note that a mark leads to, without what only makes sense at the end of the page. */
function contents(of) {
  const note = document.getElementById(decodeURIComponent(of.hash.slice(1)))?.cloneNode(true)
  if (!note)
    return null
  const box = document.createElement("div")
  note.querySelectorAll(".footnote-backref, .quote-words").forEach(element => element.remove())
  note.querySelectorAll("[id]").forEach(element => element.removeAttribute("id"))
  box.append(...note.childNodes)
  if (of.matches(".quote-mark"))
    box.append(address(of))
  return box
}

/* The quotation's own address: a link, and a button that copies it. */
function address(of) {
  const line = document.createElement("p")
  const link = document.createElement("a")
  link.href = of.hash.replace("#about-", "#")
  link.textContent = "Link to this quotation"
  line.append(link)
  if (navigator.clipboard) {
    const button = document.createElement("button")
    button.type = "button"
    button.textContent = "Copy link"
    button.addEventListener("click", async () => {
      await navigator.clipboard.writeText(link.href)
      button.textContent = "Copied"
    })
    line.append(" ", button)
  }
  return line
}

function open(of) {
  if (mark === of)
    return
  close()
  const box = contents(of)
  if (!box)
    return
  mark = of
  card = box
  card.className = "card md-typeset"
  card.tabIndex = -1
  card.setAttribute("role", "dialog")
  card.setAttribute("aria-label", of.matches(".quote-mark") ? "Quotation" : "Source")
  card.addEventListener("mouseenter", () => clearTimeout(timer))
  card.addEventListener("mouseleave", () => later(close, CLOSE_AFTER))
  card.addEventListener("focusout", event => {
    if (event.relatedTarget && !card?.contains(event.relatedTarget))
      close()
  })
  document.body.append(card)
  const place = of.getBoundingClientRect()
  const width = document.documentElement.clientWidth
  const left = Math.max(GAP, Math.min(place.left, width - card.offsetWidth - GAP))
  const below = place.bottom + GAP
  const above = place.top - GAP - card.offsetHeight
  const top = below + card.offsetHeight > innerHeight && above > 0 ? above : below
  card.style.left = `${left + scrollX}px`
  card.style.top = `${top + scrollY}px`
}

/* Close the card; whoever was inside it finds the keyboard back on its mark. */
function close() {
  clearTimeout(timer)
  const inside = card?.contains(document.activeElement)
  const of = mark
  const box = card
  card = mark = null
  box?.remove()
  if (inside)
    of.focus()
}

addEventListener("mouseover", event => {
  const of = event.target.closest?.(MARKS)
  if (of)
    later(() => open(of), OPEN_AFTER)
})

addEventListener("mouseout", event => {
  if (event.target.closest?.(MARKS))
    later(close, CLOSE_AFTER)
})

addEventListener("click", event => {
  const of = event.target.closest?.(MARKS)
  if (of && !event.metaKey && !event.ctrlKey && !event.shiftKey && !event.altKey) {
    open(of)
    if (card) {
      event.preventDefault()
      clearTimeout(timer)
      card.focus({preventScroll: true})
    }
  } else if (card && !card.contains(event.target)) {
    close()
  }
})

addEventListener("keydown", event => {
  if (event.key === "Escape")
    close()
})
