/* Shows what search finds, as links that the arrow keys go through; typing goes on wherever the focus is. */
"use strict"
{
  const {make, names, root} = siteSearch
  const flat = names.endsWith(".html") // a site that is read from a folder: pages are files
  const DATE = new Intl.DateTimeFormat("en-GB", {dateStyle: "long", timeZone: "UTC"})

  const address = (path, anchor = "") => {
    const page = flat ? `${path}.html` : `${path}/`.replace(/(^|\/)index\/$/, "$1")
    return new URL(anchor ? `${page}#${anchor}` : page, root)
  }

  function item({path, anchor, title, kind, date, summary, section}) {
    const about = date ? `${kind}, ${DATE.format(new Date(date))}` : kind
    const line = make("li", {}, make("a", {className: "search-hit", href: address(path, anchor)},
      make("strong", {}, title), " ", make("span", {className: "search-kind"}, about), " ",
      make("span", {className: "search-summary"}, summary)))
    if (section)
      line.append(make("a", {className: "search-place", href: address(path, section.anchor)}, section.heading))
    return line
  }

  const counted = (count, shown) =>
    `${count} ${count === 1 ? "result" : "results"}${shown < count ? `; the first ${shown} are shown` : ""}`

  siteSearch.start = async ({dialog, form, input, status, hits}) => {
    const find = await siteSearch.open(siteSearch.index)

    function show() {
      const query = input.value.trim()
      const {count, hits: found} = query ? find(query) : {count: 0, hits: []}
      hits.replaceChildren(...found.map(item))
      if (count)
        status.textContent = counted(count, found.length)
      else
        status.replaceChildren(
          query ? "Nothing found. " : "Names may be typed in Latin, Cyrillic or Arabic letters. ",
          make("a", {href: names}, "All names A–Z"))
    }

    function move(event) {
      const stops = [input, ...hits.querySelectorAll("a")]
      const step = {ArrowDown: 1, ArrowUp: -1}[event.key]
      const at = stops.indexOf(document.activeElement)
      if (step && at >= 0) {
        event.preventDefault()
        stops[Math.min(Math.max(at + step, 0), stops.length - 1)].focus()
      } else if (at > 0 && /^\S$/u.test(event.key) && !(event.ctrlKey || event.metaKey || event.altKey))
        input.focus() // and the letter is typed there
    }

    input.addEventListener("input", show)
    dialog.addEventListener("keydown", move)
    form.onsubmit = event => {
      event.preventDefault()
      hits.querySelector("a")?.click()
    }
    // A link may lead to a place on this very page; what is not the dialogue's contents is the page behind it.
    dialog.addEventListener("click", event => {
      if (event.target === dialog || event.target.closest("a") && !(event.ctrlKey || event.metaKey || event.shiftKey))
        dialog.close()
    })
    show()
  }
}
