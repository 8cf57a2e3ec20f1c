"""Print a page from WebKitGTK into a PDF: /usr/bin/python3 webkit_print.py <address> <file>

WebKitWebDriver has no command for it. Debian's own Python runs this, as the library's bindings are Debian's.
"""

import sys

import gi  # type: ignore[import-not-found]  # Debian's, of its own Python

gi.require_version("Gtk", "3.0")
gi.require_version("WebKit2", "4.1")
from gi.repository import GLib, Gtk, WebKit2  # type: ignore[import-not-found]  # noqa: E402  a version comes first

# Of the window, in pixels: the page must not be laid out for it on paper.
WINDOW = (1280, 800)


def main(address: str, file: str) -> None:
    """Load a page and print it on A4 once it is there."""
    window, view = Gtk.Window(), WebKit2.WebView()
    window.set_default_size(*WINDOW)
    window.add(view)
    window.show_all()

    def loaded(view: WebKit2.WebView, event: WebKit2.LoadEvent) -> None:
        if event != WebKit2.LoadEvent.FINISHED:
            return
        settings, setup = Gtk.PrintSettings(), Gtk.PageSetup()
        settings.set(Gtk.PRINT_SETTINGS_OUTPUT_URI, GLib.filename_to_uri(file))
        settings.set(Gtk.PRINT_SETTINGS_OUTPUT_FILE_FORMAT, "pdf")
        settings.set_printer("Print to File")
        setup.set_paper_size(Gtk.PaperSize.new(Gtk.PAPER_NAME_A4))
        operation = WebKit2.PrintOperation.new(view)
        operation.set_print_settings(settings)
        operation.set_page_setup(setup)
        operation.connect("finished", lambda _: Gtk.main_quit())
        operation.connect("failed", lambda _, error: sys.exit(error.message))
        operation.print_()
        view.operation = operation  # kept until it is done

    view.connect("load-changed", loaded)
    view.load_uri(address)
    Gtk.main()


if __name__ == "__main__":
    Gtk.init(None)
    main(*sys.argv[1:])
