/* Copy a link to exactly this: the “#” beside a heading, claim, quotation, event or row copies its address.
 *
 * A press on one, by mouse, finger, Enter or Space, copies the full address and says so, to the eye beside it and to the ear in a
 * live region; for what can be cited, the way to its page below cite/ stands there too. Without script, or where the browser lets
 * no page copy, it stays the link that it is.
 */
"use strict"
{
  const LINKS = "a.headerlink, a.cell-link"
  const GAP = 6 // pixels between the message and the window's edge

  const heard = document.createElement("p")
  heard.className = "heard"
  heard.setAttribute("role", "status")
  document.body.append(heard)

  let box = null // the message that is shown

  const close = () => {
    box?.remove()
    box = null
    heard.textContent = ""
  }

  /* The page that says how to cite what a link leads to: a page, a claim, a quotation, a picture, a row of the matrix. */
  const citing = link => {
    const page = document.querySelector("a.cite-this")?.href // written by the build if there are such pages
    const id = decodeURIComponent(link.hash.slice(1))
    const target = document.getElementById(id)
    if (link.closest("h1"))
      return page
    const name = target?.matches(".matrix th") ? `row-${id}` : id
    const cited = /^(c|q|row|picture)-/.test(name) && !target?.querySelector(".unknown")
    return cited && page?.replace(/cite\/.*?(index\.html)?$/, (_, file = "") => `cite/${name}/${file}`)
  }

  const show = link => {
    close()
    box = document.createElement("span")
    box.className = "copied"
    box.append("Link copied")
    const way = citing(link)
    if (way)
      box.append(" · ", Object.assign(document.createElement("a"), {href: way, textContent: "Cite or embed"}))
    link.after(box)
    const over = box.getBoundingClientRect().right + GAP - document.documentElement.clientWidth
    if (over > 0)
      box.style.marginLeft = `${-over}px`
    heard.textContent = "Link copied"
  }

  addEventListener("click", async event => {
    const link = event.target.closest?.(LINKS)
    if (!link) {
      if (!box?.contains(event.target))
        close()
    } else if (navigator.clipboard && !event.metaKey && !event.ctrlKey && !event.shiftKey && !event.altKey) {
      event.preventDefault()
      try {
        await navigator.clipboard.writeText(link.href)
        show(link)
      } catch { // not allowed to
        location = link.href
      }
    }
  })

  addEventListener("keydown", event => {
    if (event.key === "Escape")
      close()
    if (event.key === " " && event.target.matches?.(LINKS)) {
      event.preventDefault()
      event.target.click()
    }
  })

  addEventListener("focusout", event => {
    if (box && event.relatedTarget && !box.contains(event.relatedTarget))
      close()
  })

  /* A link into what is folded away opens it, where the browser does not do so by itself; paper shows all of it. */
  const unfold = () => {
    const id = decodeURIComponent(location.hash.slice(1))
    const target = id && document.getElementById(id)
    for (let fold = target && target.closest("details"); fold; fold = fold.parentElement.closest("details"))
      fold.open = true
    target?.scrollIntoView()
  }
  addEventListener("hashchange", unfold)
  if (location.hash && document.querySelector("details.question"))
    unfold()
  addEventListener("beforeprint", () => {
    for (const fold of document.querySelectorAll("details.question"))
      fold.open = true
  })

  if (navigator.clipboard)
    for (const link of document.querySelectorAll(LINKS)) {
      link.role = "button"
      link.title = link.title.replace(/^Link/, "Copy a link")
      link.ariaLabel = link.title
    }
}
