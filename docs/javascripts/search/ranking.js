/* Finds pages for what is typed, best first: by their names, then by the words of their titles, summaries and text.
 *
 * MiniSearch holds the words and weighs each by its rarity (BM25+). Each page is one record and each of its sections
 * another; a page counts, for each word typed, by its best record, so that words may stand in different sections.
 */
"use strict"
{
  const {stem, sound, words} = siteSearch
  const TYPO_FROM = 6 // letters: in a shorter word one changed letter makes another word
  const TEXT = {fields: ["name", "title", "summary", "text"], boost: {name: 5, title: 2, summary: 2, text: 1}}
  // A name outweighs any text; of names, the whole one, one that begins so, one that sounds so, one with a slip.
  const WHOLE = 1000, BEGINS = 300, SOUNDS = 250, SLIP = 200
  const SHOWN = 12
  const stems = text => words(text).map(stem).filter(Boolean)
  const joined = (text, of = stem) => words(text).map(of).join("").replace(/^the(?=.{3})/, "")
  const sounding = text => joined(text, word => sound(stem(word)))

  /* Two neighbouring letters in the wrong order: the commonest slip, and two changes to MiniSearch. */
  const swapped = word => [...word].slice(1)
    .map((_, at) => word.slice(0, at) + word[at + 1] + word[at] + word.slice(at + 2)).filter(other => other !== word)

  siteSearch.open = async ({pages, words: vocabulary, held, stop, sources}) => {
    const records = [] // by number: the page, and the place on it if it is a section
    const documents = []
    for (const [path, title, kind, date, summary, names, places] of pages) {
      const page = {path, title, kind, date, summary}
      const spellings = [title, ...names]
      records.push({page})
      documents.push({
        key: spellings.map(name => joined(name)).join(" "),
        sound: spellings.map(sounding).join(" "),
        name: [...new Set(spellings.flatMap(stems))].join(" "),
        summary: stems(summary).join(" "),
      })
      for (const [anchor, heading] of places) {
        records.push({page, anchor, heading})
        documents.push({title: stems(heading).join(" ")})
      }
    }
    documents.forEach((document, id) => Object.assign(document, {id, text: []}))
    const steps = held.split(";")
    vocabulary.split(" ").forEach((word, number) => {
      const term = stems(word).join(" ")
      let record = 0
      for (const step of steps[number].split(","))
        documents[record += +step].text.push(term)
    })
    const mini = new MiniSearch({
      fields: ["key", "sound", ...TEXT.fields],
      extractField: (document, field) => Array.isArray(document[field]) ? document[field].join(" ") : document[field],
      tokenize: text => text.split(" ").filter(Boolean),
      processTerm: term => term,
    })
    await mini.addAllAsync(documents, {chunkSize: 200}) // in between, typing is heard
    const grammar = new Set(stop.split(" "))
    const ids = sources.flatMap(([outlet, ...keys]) => keys.map(id => ({id, outlet})))

    /* How much better than its text each page is for its name. */
    function byName(query) {
      const scores = new Map()
      const note = (hits, score) => {
        for (const hit of hits) {
          const {page} = records[hit.id]
          scores.set(page, Math.max(scores.get(page) ?? 0, score(hit)))
        }
      }
      const key = joined(query)
      if (!key)
        return scores
      const find = (what, options) => mini.search(what, {fields: ["key"], ...options})
      note(find(key), () => WHOLE)
      note(find(key, {prefix: true}), hit => BEGINS * key.length / Math.min(...hit.terms.map(term => term.length)))
      if (key.length > 3)
        note(find(sounding(query), {fields: ["sound"]}), () => SOUNDS)
      if (key.length >= TYPO_FROM && !scores.size)
        note([...find(key, {fuzzy: 1}), ...swapped(key).flatMap(other => find(other))], () => SLIP)
      return scores
    }

    /* The records that hold a word, or failing that one like it, with their scores. */
    function holding(word, last) {
      const exact = mini.search(word, {...TEXT, prefix: last || word.length > 3})
      if (exact.length || word.length < TYPO_FROM)
        return exact
      const slips = mini.search(word, {...TEXT, fuzzy: 1})
      return slips.length ? slips : swapped(word).flatMap(other => mini.search(other, TEXT))
    }

    /* Pages by the words they hold, each with its best section. */
    function byWords(query) {
      const all = words(query.toLowerCase())
      const telling = all.filter(word => !grammar.has(word))
      const asked = [...new Set(stems((telling.length ? telling : all).join(" ")))]
      const found = new Map()
      for (const word of asked) {
        const best = new Map()
        for (const {id, score} of holding(word, word === asked.at(-1))) {
          const {page} = records[id]
          if (!found.has(page))
            found.set(page, {score: 0, held: 0, sections: new Map()})
          best.set(page, Math.max(best.get(page) ?? 0, score))
          const {sections} = found.get(page)
          const section = sections.get(id) ?? {id, held: 0, score: 0}
          sections.set(id, {id, held: section.held + 1, score: section.score + score})
        }
        for (const [page, score] of best) {
          found.get(page).score += score
          found.get(page).held += 1
        }
      }
      for (const one of found.values())
        one.score *= (one.held / asked.length) ** 2
      return found
    }

    function bySource(query) {
      const begin = query.trim().toLowerCase()
      if (!begin.includes("-") || begin.length < TYPO_FROM)
        return []
      return ids.filter(({id}) => id.startsWith(begin)).sort((one, other) => one.id.length - other.id.length)
        .map(({id, outlet}) => ({
          path: "sources", anchor: id, title: id, kind: "Source", date: "", summary: outlet, score: id === begin ? 2 * WHOLE : BEGINS,
        }))
    }

    /* {count, hits}: how many pages there are, and the first of them. */
    return query => {
      const texts = byWords(query), names = byName(query)
      const hits = [...new Set([...names.keys(), ...texts.keys()])].map(page => {
        const {score = 0, sections = new Map()} = texts.get(page) ?? {}
        const [best] = [...sections.values()].sort((one, other) => other.held - one.held || other.score - one.score)
        const {anchor, heading} = records[best?.id] ?? {}
        return {...page, score: score + (names.get(page) ?? 0), section: anchor && {anchor, heading}}
      })
      const sorted = [...hits, ...bySource(query)].sort((one, other) => other.score - one.score)
      return {count: sorted.length, hits: sorted.slice(0, SHOWN)}
    }
  }
}
