"""What somebody might slip into a text. `@` stands for a mark of its own: a payload that runs calls alert with it, or
asks for an address below evil.invalid.
"""

from __future__ import annotations

# Words that are nothing but words: where a page shows these, it must show every other payload as text.
PLAIN = "plain @ words"
PAYLOADS = [
    PLAIN,
    "Steve < Witkoff & @ 'Co'",
    'Steve < Witkoff & @ "Co"',
    "<script>alert(/@/) </script>",
    "</script> <script> alert(/@/) </script>",
    "</title> </head> <body onload=alert(/@/)>",
    "<!--> <script> alert(/@/) </script> -->",
    "]]> <script> alert(/@/) </script>",
    "<img src=x onerror=alert(/@/)>",
    '"><img src=x onerror=alert(/@/)>',
    "'><svg/onload=alert(/@/)>",
    "&lt;img src=x onerror=alert(/@/)&gt;",
    "&amp;lt;svg onload=alert(/@/) &amp;gt;",
    "<svg onload=alert(/@/)>",
    "<details open ontoggle=alert(/@/)>",
    '<iframe srcdoc="<script>parent.alert(/@/)</script>">',
    "<base href=//evil.invalid/@>",
    '<meta http-equiv=refresh content="0;url=//evil.invalid/@">',
    "<meta http-equiv=refresh content=0;//evil.invalid/@>",
    "<form action=//evil.invalid/@ > <input autofocus onfocus=alert(/@/)>",
    "<style>*{background: url(//evil.invalid/@ )} </style>",
    "[x](javascript: alert(/@/))",
    "![x](//evil.invalid/@)",
    "*x*{ onclick=alert(/@/) style=position:fixed } @",
    'x" onmouseover="alert(/@/)" style="position:fixed" @="',
    "`<b>@</b>`",
    "- @\n\n# @ {#x}\n\n<!-- sources -->\n\n    <script>alert(/@/)</script>",
    "{{ 7*7 }}{% raw %}@ \\x3cb> %3Cb%3E | _@_ 1. #",
    "javascript:alert(/@/) <//evil.invalid/@>",
]
# Markdown, on a line of its own, that stops the build; the paragraph around it cites its source.
REFUSED = [
    "They met <script>alert(/@/)</script> there.",
    "<script>alert(/@/)</script>",
    "<script>\nalert(/@/)\n</script>",
    "<img src=x onerror=alert(/@/)>",
    "They met <img src=x onerror=alert(/@/)> there.",
    "They met <img\nsrc=x onerror=alert(/@/)> there.",
    "They met <svg/onload=alert(/@/)> there.",
    "They met \\<svg onload=alert(/@/)> there.",
    "<details open ontoggle=alert(/@/)>x</details>",
    "They met <iframe src=//evil.invalid/@></iframe> there.",
    "They met <base href=//evil.invalid/@> there.",
    "They met <form action=//evil.invalid/@> there.",
    "They met <meta http-equiv=refresh content=0;//evil.invalid/@> there.",
    "They met <style>*{color:red}</style> there.",
    "They met <!--><script>alert(/@/)</script>--> there.",
    "They met <br onclick=alert(/@/)> there.",
    "They met <span style=position:fixed> there.",
    "They [met](javascript:alert(/@/)) there.",
    "They [met](<javascript:alert(/@/)>) there.",
    "They [met]( JaVaScript&colon;alert(/@/)) there.",
    "They [met](&#106;avascript:alert(/@/)) there.",
    "They [met](data:text/html,<p>@) there.",
    "They [met](vbscript:x '@') there.",
    "They [met](javascript:alert(/@/)\n'there') there.",
    "They [met](index.md '<svg onload=alert(/@/)>') there.",
    "They met <javascript:alert(/@/)> there.",
    "They met ![there](https://evil.invalid/@.png) there.",
    "They met ![there](//evil.invalid/@.png) there.",
    "They *met*{ onclick=alert(/@/) } there.",
    "They *met*{ .x } and *left*{: style=position:fixed } there.",
    "They met there.\n{ onclick=alert(/@/) }",
    "## They met <img src=x onerror=alert(/@/)> {#x@}",
    "## They met {#x@ onclick=alert(/@/)}",
    "- They met <svg onload=alert(/@/)> there.",
    "| They | met |\n|---|---|\n| <svg onload=alert(/@/)> | there |",
    "They met there, as [told][].\n\n[told]: javascript:alert(/@/)",
    "\\`<svg onload=alert(/@/)>\\`",
    "```\n<svg onload=alert(/@/)>",
]
# Markdown that shows markup as text.
SHOWN = [
    "They met at `<script>alert(/@/)</script>` there.",
    "They met at &lt;img src=x onerror=alert(/@/)&gt; there.",
    "They met at &amp;lt;svg onload=alert(/@/)&amp;gt; there.",
    "They met at 3 < 4 and 5 > 2 @ there.",
    "They met at `[x](javascript:alert(/@/))` there.",
    "They met at `{ onclick=alert(/@/) }` there.",
    "They met at \\{ onclick=alert(/@/) \\} there.",
    "They met at javascript:alert(/@/) there.",
    "They met at [there @](index.md '&lt;svg onload=alert(/@/)&gt;').",
]
# On which line of a text the fault is: the first that has one of these.
FAULT = r"<(?!div)|onclick|position:|javascript|JaVa|data:|vbscript|evil|&#106;"
