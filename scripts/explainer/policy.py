"""Which page a name on a page leads to, and whether it is linked there: what each name's own front matter asks for."""

from __future__ import annotations

from .content import Content
from .documents import Document
from .models import Named, Page
from .names import Match, Matcher
from .problems import Problem, report


class Policy:
    """One page's names in reading order: what is linked so far, and who has been named."""

    def __init__(self, content: Content, doc: Document[Page], matcher: Matcher) -> None:
        self.content = content
        self.doc = doc
        self.never = {doc.path, *_unlinked(doc, matcher)}
        self.linked: set[str] = set()  # where one link is enough
        self.named = {doc.path}

    def section(self) -> None:
        """A new section begins: names that are linked once in each may be linked again."""
        self.linked -= {path for path in self.linked if self._asked(path) == "section"}

    def meant(self, match: Match, text: str) -> str | None:
        """The page a match leads to; of people who share a surname, the one whose full name stands before it.

        None, and a problem reported, if the text does not tell them apart.
        """
        target = match.paths[0]
        if len(match.paths) > 1:
            known = self.named.intersection(match.paths)
            if len(known) != 1:
                self._ambiguous(match, text[match.start : match.end])
                return None
            target = known.pop()
        self.named.add(target)
        return target

    def link(self, target: str) -> bool:
        """Whether a mention of a page is to be linked here; if so, it counts as linked."""
        if target in self.linked or target in self.never:
            return False
        if self._asked(target) != "always":
            self.linked.add(target)
        return True

    def written(self, target: str) -> bool:
        """Whether a link that an editor wrote is the first to its page."""
        self.named.add(target)
        first = target not in self.linked and target != self.doc.path
        if self._asked(target) != "always":
            self.linked.add(target)
        return first

    def _asked(self, path: str) -> str:
        page = self.content.documents[path].page
        return page.link if isinstance(page, Named) else "never"

    def _ambiguous(self, match: Match, words: str) -> None:
        files = " and ".join(self.content.documents[path].file for path in match.paths)
        fix = "write the full name before it, and of the other only the full name, or link by hand."
        report(Problem(*self.doc.find(words), f"“{words}” may lead to {files}.", fix))


def _unlinked(doc: Document[Page], matcher: Matcher) -> set[str]:
    """The pages that a page asks not to be linked to, by the names it gives in `unlinked`."""
    found = [match for words in doc.page.unlinked for match in matcher.find(words) if match.end == len(words)]
    return {path for match in found for path in match.paths}
