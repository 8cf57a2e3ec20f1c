/* What counts as the same word: without case, accents and endings, in Latin, Cyrillic and Arabic letters.
 *
 * Everything that is searched and everything that is typed goes through here, so it need not be good grammar, only the
 * same for both. It makes of a word a stem (“Зеленського” → “зеленск”) and a sound (“Zelenskiy” → “zelensk”).
 */
"use strict"
{
  // Letters that no accent tells apart. Ukrainian and Russian ones that stand for each other become one.
  const LETTERS = {
    ł: "l", ø: "o", đ: "d", ı: "i", ß: "ss", æ: "ae", œ: "oe",
    ы: "и", і: "и", э: "е", є: "е", ґ: "г", ь: "", ъ: "",
    ة: "ه", ى: "ي", ـ: "", ک: "ك", ی: "ي",
  }
  const WORD = /[\p{L}\p{N}\p{M}]+(?:[.'’ʼ`′][\p{L}\p{N}\p{M}]+)*/gu
  const POSSESSIVE = /['’ʼ`′]s$/u

  const ODD = new RegExp(`[${Object.keys(LETTERS).join("")}]`, "g")
  const fold = word => word.normalize("NFKD").replace(/[^\p{L}\p{N}]/gu, "").toLowerCase()
    .replace(ODD, letter => LETTERS[letter])

  // Endings of nouns, adjectives and names, as they read once folded; three letters at least stay.
  const CYRILLIC = /^(.{3,}?)(?:ого|его|ому|ему|ыми|ими|ами|ями|ови|еви|иею|ою|ею|ую|юю|ая|яя|ое|ее|ии|ие|ия|ию|их|им|ои|еи|ом|ем|ам|ям|ах|ях|а|я|у|ю|е|о|и)?$/u
  const cyrillic = word => word.replace(CYRILLIC, "$1").replace(/(?<=.{3})и+$/u, "")

  // And, with, to, the: what Arabic writes onto a word
  const arabic = word => word.replace(/^[وف]?(?:ال|[بك]ال|لل)(?=.{2})/u, "")

  const english = word => {
    const single = word
      .replace(/(?<=.{2})ies$/, "y").replace(/(?<=..(?:ss|sh|ch|x))es$/, "").replace(/(?<=.{2}[^aisu])s$/, "")
    return single.replace(/eed$/, "ee")
      .replace(/(?<=[aeiouy].*[^e])(?:ed|ing)$/, "").replace(/([bdgmnprt])\1$/, "$1").replace(/(?<=...)e$/, "")
  }

  const stemmed = word => {
    const letters = fold(word.replace(POSSESSIVE, ""))
    if (/\p{Script=Cyrillic}/u.test(letters))
      return cyrillic(letters)
    return /\p{Script=Arabic}/u.test(letters) ? arabic(letters) : english(letters)
  }

  const known = new Map() // the same few thousand words come again and again
  const stem = word => known.get(word) ?? known.set(word, stemmed(word)).get(word)

  // а б в …: as English mostly writes them
  const ROMAN = {
    а: "a", б: "b", в: "v", г: "g", д: "d", е: "e", ж: "zh", з: "z", и: "i", к: "k", л: "l", м: "m", н: "n", о: "o",
    п: "p", р: "r", с: "s", т: "t", у: "u", ф: "f", х: "kh", ц: "ts", ч: "ch", ш: "sh", щ: "shch", ю: "u", я: "a",
  }
  // What spellings of one name differ in, from one language's habits to another's; capitals stand for sounds
  const HABITS = [
    [/shch|sch(?=ch|[aeiou]?n)|tsch/g, "C"], [/sch|sh|sz/g, "S"], [/tch|ch|cz/g, "C"], [/zh/g, "Z"], [/ph|ff/g, "f"],
    [/kh|g/g, "h"], [/tz|c(?=[jyie])/g, "ts"], [/ck|q|c/g, "k"], [/w|f$/g, "v"], [/x/g, "ks"], [/ou/g, "u"],
    [/[yij]+(?=[aeou])/g, ""], [/[yij]+/g, "i"], [/(.)\1+/g, "$1"], [/(?<=...)[aeiou]+$/, ""],
  ]
  const sound = stem => HABITS.reduce(
    (word, [from, to]) => word.replace(from, to), [...stem].map(letter => ROMAN[letter] ?? letter).join(""))

  const words = text => text.match(WORD) ?? []

  self.siteSearch = Object.assign(self.siteSearch ?? {}, {stem, sound, words})
}
