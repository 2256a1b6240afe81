"""What differs between versions of GIMP for whoever starts one. The scripts' share of it is in
prelude2.scm and prelude3.scm."""

import os
import pathlib


class Gimp2:
    console = "gimp-console-2.10"
    windowed = "gimp-2.10"
    profile_variable = "GIMP2_DIRECTORY"
    prelude = "prelude2.scm"
    # Of GIMP's own plug-ins, those that the scripts use: a new GIMP first asks each of its 120 what it is.
    helpers = ("script-fu", "file-gif-load", "file-gif-save", "file-glob", "file-jpeg", "file-png", "file-pnm", "file-tiff")
    # The default theme needs an engine that GIMP only recommends, and complains without it.
    gimprc = '(theme "System")\n'
    own_complaints = ()
    # GTK 2 tells screen readers of its widgets with these.
    accessible = {"GTK_MODULES": "gail:atk-bridge"}
    # The menu entry, for tests that choose it.
    shortcuts = ("menurc", '(gtk_accel_path "<Actions>/plug-in/plug-in-neural-style" "<Primary><Alt>n")\n')
    interpreter = ()
    # A batch that has failed ends with (gimp-quit 1), so that GIMP says nothing of it.
    end = ("--batch", "(gimp-quit 1)")

    @staticmethod
    def is_accessible():
        return any(pathlib.Path("/usr/lib").glob("*/gtk-2.0/modules/libatk-bridge.so"))

    @staticmethod
    def failed(output, status):
        """Why a batch is to be taken for failed; None if it is not. GIMP's own status is 0 after an error as well."""
        if "batch command experienced an execution error" in output:
            return "execution error"
        return None if status == 0 and "batch command executed successfully" in output else f"status {status}"

    @staticmethod
    def last_values_file(profile):
        return profile / "neural-style.json"

    @staticmethod
    def last_values(style, settings):
        return f'{{"version": 1, "style": "{style}", "preset": "default", "settings": "{settings}"}}'


class Gimp3:
    console = "gimp-console-3"
    windowed = "gimp-3"
    profile_variable = "GIMP3_DIRECTORY"
    prelude = "prelude3.scm"
    helpers = ("script-fu", "script-fu-server", "file-gif-load", "file-gif-export", "file-glob", "file-jpeg", "file-png",
               "file-pnm", "file-tiff")
    gimprc = "(check-updates no)\n(show-welcome-dialog no)\n"
    # What it has to complain of by itself, without any plug-in of ours. 3.0: its scripts miss brushes and gradients in a
    # GIMP without data, a layer without a mask has none to tell of, plug-ins hang up late, a console that ends
    # forgets its contexts, and its PNG plug-in cannot make every thumbnail.
    own_complaints = (r"script_fu_add_resource_arg declared resource name",
                      r"scriptfu-WARNING .*: PDB procedure returned NULL GIMP object\.$",
                      r"\(file-png:\d+\): LibGimp-CRITICAL .*\(_gimp_pixbuf_from_data\): should not be reached",
                      r"\(file-png:\d+\): GdkPixbuf-CRITICAL .*: gdk_pixbuf_save_to_callbackv: assertion",
                      r"LibGimp-WARNING .*: gimp_flush\(\): error: (Broken pipe|Datenübergabe unterbrochen|断开的管道)",
                      r"GLib-GObject-CRITICAL .*: g_object_unref: assertion 'G_IS_OBJECT \(object\)' failed",
                      r"gimp_finalize: list of contexts not empty",
                      # 3.2: it reads pictures by glycin, which finds no sandbox in a container; leaves tiles behind; and
                      # looks for a mouse or pen that a screen without a person does not have.
                      r"WARNING: Glycin running without sandbox",
                      r"GEGL-WARNING.*gegl_tile_cache_destroy: runtime check failed",
                      r"Gimp-Widgets-CRITICAL: gimp_device_info_\w+: assertion 'GIMP_IS_DEVICE_INFO \(info\)' failed",
                      r"Gdk-CRITICAL .*: gdk_\w+: assertion 'GDK_IS_DEVICE \(device\)' failed")
    accessible = {}  # GTK 3 does so by itself
    shortcuts = ("shortcutsrc", '(file-version 1)\n(action "plug-in-neural-style" "<Primary><Alt>n")\n')
    interpreter = ("--batch-interpreter", "plug-in-script-fu-eval")
    end = ("--quit",)

    @staticmethod
    def is_accessible():
        return True

    @staticmethod
    def failed(output, status):
        if status == 70:
            return "execution error"
        return None if status == 0 else f"status {status}"

    @staticmethod
    def last_values_file(profile):
        return profile / "plug-in-settings" / "GimpProcedureConfigRun-plug-in-neural-style.last"

    @staticmethod
    def last_values(style, settings):
        lines = [f'(style-file "{pathlib.Path(style).as_uri()}")']
        for setting in settings.split():
            key, value = setting.split("=", 1)
            number = value.replace(".", "", 1).isdigit()
            lines.append(f"({key.replace('_', '-')} {value if number else chr(34) + value + chr(34)})")
        return "\n".join(lines) + "\n"


# Set by ctest: a test runs once for each version that the plug-in was built for.
GIMP = {"gimp2": Gimp2, "gimp3": Gimp3}[os.environ["NEURAL_STYLE_GIMP"]]
