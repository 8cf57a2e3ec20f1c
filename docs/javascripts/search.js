/* Opens search: by its button, or by Ctrl or ⌘ with “K”: no letter alone, as who dictates may say it (WCAG 2.1.4).
 *
 * A page loads this and nothing else of search. The first opening fetches the rest, by script elements, which work in a
 * page that is read from a folder too. Without script, a link to the list of all names stands in the button's place.
 */
{
  const names = document.querySelector("a.search-names")
  const root = new URL("..", names.href)
  const PARTS = [
    "javascripts/search/minisearch.js", "javascripts/search/terms.js", "javascripts/search/ranking.js",
    "javascripts/search/box.js", "search/index.js",
  ]

  const make = (tag, properties, ...parts) => {
    const element = Object.assign(document.createElement(tag), properties)
    element.append(...parts)
    return element
  }

  const button = make("button", {type: "button", className: names.className, title: "Search (Ctrl or ⌘ K)", ariaLabel: "Search"})
  button.append(...names.childNodes)
  button.ariaHasPopup = "dialog"
  names.replaceWith(button)

  const input = make("input", {
    autocapitalize: "off", autocomplete: "off", autofocus: true, enterKeyHint: "search", id: "search-words", spellcheck: false,
    placeholder: "Search", ariaLabel: "A name in any spelling, or words of the text",
  })
  const close = make("button", {type: "button", className: "search-close", ariaLabel: "Close search", textContent: "×"})
  const form = make("form", {role: "search", className: "search-form"}, input, close)
  const status = make("p", {role: "status", className: "search-status", textContent: "Loading …"})
  const hits = make("ol", {className: "search-hits"})
  const dialog = make("dialog", {className: "search", ariaLabel: "Search"}, form, status, hits)
  close.onclick = () => dialog.close()
  form.onsubmit = event => event.preventDefault() // before there is anything to open

  const fetched = element => new Promise((resolve, reject) => {
    element.onload = resolve
    element.onerror = reject
    document.head.append(element)
  })

  /* The style sheet first shows the dialogue, which can be typed into meanwhile; the scripts run in their order. */
  async function fetchAll() {
    dialog.style.opacity = 0
    const style = fetched(make("link", {rel: "stylesheet", href: new URL("stylesheets/search.css", root)}))
    style.finally(() => { dialog.style.opacity = "" })
    self.siteSearch = {names: names.href, root, make}
    await Promise.all([style, ...PARTS.map(part => fetched(make("script", {src: new URL(part, root), async: false})))])
    await siteSearch.start({dialog, form, input, status, hits})
  }

  function open() {
    if (!dialog.isConnected) {
      document.body.append(dialog)
      fetchAll().catch(() => status.replaceChildren(
        "Search could not be loaded. ", make("a", {href: names.href}, "All names A–Z"), " are listed."))
    }
    if (!dialog.open)
      dialog.showModal()
    input.select()
  }

  button.onclick = open
  document.addEventListener("keydown", event => {
    if ((event.ctrlKey || event.metaKey) && !event.altKey && event.key === "k") {
      event.preventDefault()
      open()
    }
  })
}
