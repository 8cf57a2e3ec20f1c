/* The button for dark or light colours. They follow the system until a reader chooses; only a choice is kept.
 *
 * overrides/partials/javascripts/base.html sets a choice of before, ahead of the first paint.
 */
"use strict"
{
  const KEY = "thirty-days-scheme" // no other site at the same address has it
  const root = document.documentElement
  const button = document.querySelector("button.scheme")
  const system = matchMedia("(prefers-color-scheme: dark)")

  const dark = () => root.dataset.scheme ? root.dataset.scheme === "dark" : system.matches
  const tell = () => button.setAttribute("aria-pressed", dark())

  button.addEventListener("click", () => {
    root.dataset.scheme = dark() ? "light" : "dark"
    tell()
    try {
      localStorage.setItem(KEY, root.dataset.scheme)
    } catch { // a browser that keeps nothing: the choice holds for this page
    }
  })
  system.addEventListener("change", tell)
  addEventListener("storage", event => { // chosen on a page in another window
    if (event.key === KEY) {
      root.dataset.scheme = event.newValue ?? ""
      tell()
    }
  })
  tell()
}
