/* The theme's search worker, told what a name is.
 *
 * The index holds a key for every spelling of a name: its letters and figures, without marks, spaces and case
 * (scripts/explainer/search.py writes them, with the same rule). To each query this adds the query's own key, so that
 * whoever types a name, or begins to, finds its page first, however common the words in it are. It also keeps short
 * words inside a query from matching everything that begins like them: only the last word may be unfinished.
 */
const MARK = "§" // begins every key and nothing else

const key = text => MARK + text.normalize("NFKD").replace(/[^\p{L}\p{N}]/gu, "").toLowerCase()

function rewrite(query) {
  const words = query.trim().split(/\s+/)
  if (!words[0] || /["*+~^:]/.test(query) || key(query) === MARK)
    return query
  const name = key(query) // whole, it outweighs a hundred names that only begin so
  return [...words.slice(0, -1).map(word => `${word}^1`), words.at(-1), `${name}^100`, name].join(" ")
}

/* A result says which words it lacks; a key is no word of the reader's. */
function withoutKeys(message) {
  for (const item of message.data?.items?.flat() ?? [])
    for (const term of Object.keys(item.terms))
      if (term.startsWith(MARK))
        delete item.terms[term]
  return message
}

const QUERY = 2 // the theme's number for a message that holds a query

addEventListener("message", event => {
  if (event.data.type === QUERY)
    event.data.data = rewrite(event.data.data)
})

const post = self.postMessage.bind(self)
self.postMessage = message => post(withoutKeys(message))

/* Which worker is the theme's stands in this script's address: overrides/main.html puts it there. */
importScripts(`../assets/javascripts/workers/${new URL(location).searchParams.get("worker")}`)
