// Which of the sentences on standard input, a list in JSON, have a verb in the passive: a list of true and false.
import { text } from "node:stream/consumers";
import nlp from "compromise/two";

// A form of “to be” or “to get”, up to two adverbs, a past participle. The tagger, which knows irregular verbs,
// keeps “was tired” and “was open” apart as adjectives; participles like the infinitive it takes for one.
const PASSIVE = nlp.parseMatch(
  "(am|is|are|was|were|be|been|being|get|gets|got|getting) (#Adverb|not)? (#Adverb|not)?" +
    " (#PastTense|#Participle|#Passive|cut|hit|hurt|put|set|shut)",
);

const sentences = JSON.parse(await text(process.stdin));
console.log(JSON.stringify(sentences.map((sentence) => nlp(sentence).has(PASSIVE))));
