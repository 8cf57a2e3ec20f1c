/* Cards: what a mark leads to, shown where the mark stands.
 *
 * A footnote's mark opens its source, a quotation's mark who said it, a name who or what it is. Resting the mouse on a
 * mark opens its card; a click, a tap or Enter opens it too and moves into it. But a name is a link, which a click and
 * Enter follow: its card opens where the keyboard rests, and at a first tap, since a finger cannot rest. Escape, or
 * leaving, closes a card; Tab goes on from its mark. All of it is on the page already; without script there are plain links, names with a title.
 */
"use strict"
{
  const NAMES = "a.xref"
  const MARKS = `${NAMES}, a.footnote-ref, a.quote-mark`
  const OPEN_AFTER = 250 // milliseconds of resting on a mark, so that reading past one opens nothing
  const CLOSE_AFTER = 200 // long enough to move from the mark into its card
  const GAP = 6 // pixels between the mark and its card

  let card = null // the card that is open, and the mark it belongs to
  let mark = null
  let title = "" // taken from the mark meanwhile, or the browser would show it too
  let timer = 0
  let touched = false // whether the last press was a finger's

  const later = (action, delay) => {
    clearTimeout(timer)
    timer = setTimeout(action, delay)
  }

  const make = (tag, ...parts) => {
    const element = document.createElement(tag)
    element.append(...parts)
    return element
  }

  const way = (text, href) => Object.assign(make("a", text), {href})

  /* What the build wrote into a name's link; and the way on, where a tap opened this instead. */
  function about(name, tapped) {
    const {kind, role, name: title = name.textContent} = name.dataset
    const lines = [make("strong", title), role, name.title]
    const box = make("div", ...lines.filter(Boolean).map(line => make("p", line)))
    box.firstChild.append(`, ${kind}`)
    if (tapped)
      box.append(make("p", way("Go to the page", name.href)))
    return box
  }

  /* The note that a mark leads to, without what only makes sense at the end of the page. */
  function contents(of) {
    const note = document.getElementById(decodeURIComponent(of.hash.slice(1)))?.cloneNode(true)
    if (!note)
      return null
    note.querySelectorAll(".footnote-backref, .quote-words").forEach(element => element.remove())
    note.querySelectorAll("[id]").forEach(element => element.removeAttribute("id"))
    const box = make("div", ...note.childNodes)
    if (of.matches(".quote-mark"))
      box.append(address(of))
    return box
  }

  /* The quotation's own address, which copy.js copies. */
  function address(of) {
    const link = way(navigator.clipboard ? "Copy a link to this quotation" : "Link to this quotation", of.hash.replace("#about-", "#"))
    link.className = "cell-link"
    return make("p", link)
  }

  function open(of, tapped = false) {
    if (mark === of)
      return
    close()
    const named = of.matches(NAMES)
    const box = named ? about(of, tapped) : contents(of)
    if (!box)
      return
    mark = of
    title = of.title
    of.removeAttribute("title")
    card = box
    card.id = "open-card"
    card.className = "card md-typeset"
    if (named && !tapped) { // read out with its link
      card.role = "tooltip"
      of.setAttribute("aria-describedby", card.id)
    } else {
      card.tabIndex = -1
      card.role = "dialog"
      card.ariaLabel = named ? "Name" : of.matches(".quote-mark") ? "Quotation" : "Source"
    }
    card.addEventListener("mouseenter", () => clearTimeout(timer))
    card.addEventListener("mouseleave", () => later(close, CLOSE_AFTER))
    document.querySelector("main").append(card)
    away.observe(card)
    const place = of.getBoundingClientRect()
    const right = document.documentElement.clientWidth - card.offsetWidth - GAP
    const below = place.bottom + GAP
    const above = place.top - GAP - card.offsetHeight
    const top = below + card.offsetHeight > innerHeight && above > 0 ? above : below
    card.style.left = `${Math.max(GAP, Math.min(place.left, right)) + scrollX}px`
    card.style.top = `${top + scrollY}px`
  }

  /* Close the card; a reader inside it finds the focus back on its mark. */
  function close() {
    const [box, of] = [card, mark]
    const inside = box?.contains(document.activeElement)
    card = mark = null
    box?.remove()
    away.disconnect()
    of?.removeAttribute("aria-describedby")
    if (title)
      of.title = title
    title = ""
    if (inside)
      of.focus({preventScroll: true})
    clearTimeout(timer) // a name that has the keyboard back does not open
  }

  /* A card that is scrolled out of the window is closed. */
  const away = new IntersectionObserver(([seen]) => seen.isIntersecting || close())

  /* A finger causes these two as well, but shows only by its click what it wants. */
  const byMouse = (action, delay) => event => {
    const of = event.target.closest?.(MARKS)
    if (of && event.pointerType !== "touch")
      later(() => action(of), delay)
  }
  addEventListener("pointerover", byMouse(open, OPEN_AFTER))
  addEventListener("pointerout", byMouse(close, CLOSE_AFTER))

  addEventListener("focusin", event => {
    if (event.target.matches?.(`${NAMES}:focus-visible`))
      later(() => open(event.target), OPEN_AFTER)
  })

  addEventListener("focusout", event => {
    const to = event.relatedTarget
    if (to ? to !== mark && !card?.contains(to) : event.target.matches?.(NAMES))
      close()
  })

  addEventListener("pointerdown", event => {
    touched = event.pointerType === "touch"
  })

  addEventListener("click", event => {
    const of = event.target.closest?.(MARKS)
    if (of?.matches(NAMES) && (!touched || of === mark))
      return
    if (of && !event.metaKey && !event.ctrlKey && !event.shiftKey && !event.altKey) {
      open(of, touched)
      if (card) {
        event.preventDefault()
        clearTimeout(timer)
        card.focus({preventScroll: true})
      }
    } else if (card && !card.contains(event.target)) {
      close()
    }
  })

  addEventListener("pagehide", close) // or it would be there when the reader comes back

  addEventListener("keydown", event => {
    touched = false
    const stops = card ? [card, ...card.querySelectorAll("a")] : []
    const number = stops.indexOf(document.activeElement)
    const last = event.shiftKey ? number < 2 : number === stops.length - 1
    if (event.key === "Escape" || event.key === "Tab" && number >= 0 && last)
      close()
  })
}
