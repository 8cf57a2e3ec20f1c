/* A button below each block on the pages under cite/ that copies it. Without script the blocks are there to be marked.
 *
 * Runs ahead of the first paint, for the colours that the reader has chosen elsewhere on the site (scheme.js).
 */
"use strict"
{
  try {
    document.documentElement.dataset.scheme = localStorage.getItem("thirty-days-scheme") ?? ""
  } catch { // a browser that keeps nothing: the system's
  }

  const SHOWN_FOR = 2000 // milliseconds

  /* The clipboard is closed to pages read without https or from a folder: there the block is marked, ready to be copied. */
  const copy = async block => {
    try {
      await navigator.clipboard.writeText(block.textContent)
      return "Copied"
    } catch {
      getSelection().selectAllChildren(block)
      return "Marked: copy it with your keyboard or menu"
    }
  }

  const add = block => {
    const button = document.createElement("button")
    const said = document.createElement("span")
    button.type = "button"
    button.textContent = "Copy"
    button.setAttribute("aria-describedby", `${block.id}-label`)
    said.setAttribute("role", "status")
    button.addEventListener("click", async () => {
      said.textContent = ` ${await copy(block)}`
      setTimeout(() => (said.textContent = ""), SHOWN_FOR)
    })
    const line = document.createElement("p")
    line.append(button, said)
    block.after(line)
  }
  addEventListener("DOMContentLoaded", () => document.querySelectorAll("pre").forEach(add))
}
