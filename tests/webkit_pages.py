"""Load pages in WebKitGTK, write what its console says of them, and print the last: webkit_pages.py <PDF> <address> …

WebKitWebDriver has no command for either. Debian's own Python runs this, as the library's bindings are Debian's.
"""

import sys

import gi  # type: ignore[import-not-found]  # Debian's, of its own Python

gi.require_version("Gtk", "3.0")
gi.require_version("WebKit2", "4.1")
from gi.repository import GLib, Gtk, WebKit2  # type: ignore[import-not-found]  # noqa: E402  a version comes first

# Of the window, in pixels: the page must not be laid out for it on paper.
WINDOW = (1280, 800)


def main(file: str, *addresses: str) -> None:
    """Load one page after the other, and print the last on A4 once it is there."""
    window, view = Gtk.Window(), WebKit2.WebView()
    view.get_settings().set_enable_write_console_messages_to_stdout(True)
    window.set_default_size(*WINDOW)
    window.add(view)
    window.show_all()
    waiting = list(addresses)

    def loaded(_: WebKit2.WebView, event: WebKit2.LoadEvent) -> None:
        if event != WebKit2.LoadEvent.FINISHED:
            return
        if waiting:
            view.load_uri(waiting.pop(0))
        else:
            view.operation = printing(view, file)  # kept until it is done

    view.connect("load-changed", loaded)
    view.load_uri(waiting.pop(0))
    Gtk.main()


def printing(view: WebKit2.WebView, file: str) -> WebKit2.PrintOperation:
    """Print what a view shows; the program ends when that is done."""
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
    return operation


if __name__ == "__main__":
    Gtk.init(None)
    main(*sys.argv[1:])
