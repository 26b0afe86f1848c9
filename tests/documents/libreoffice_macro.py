"""LibreOffice opening a document with a password, which its command line has no word for."""

from __future__ import annotations

import os
import subprocess
from pathlib import Path

MACRO = """<?xml version="1.0" encoding="UTF-8"?>
<script:module xmlns:script="http://openoffice.org/2000/script" script:name="Opening"
  script:language="StarBasic">
Function Given(name, value)
  Dim made As New com.sun.star.beans.PropertyValue
  made.Name = name
  made.Value = value
  Given = made
End Function

Sub Convert
  Dim how, paper
  how = Array(Given("Hidden", True), Given("Password", Environ("PASSWORD")))
  paper = StarDesktop.loadComponentFromURL(Environ("SOURCE"), "_blank", 0, how)
  paper.storeToURL(Environ("TARGET"), Array(Given("FilterName", "writer_pdf_Export")))
  paper.close(True)
End Sub
</script:module>
"""
LIBRARY = """<?xml version="1.0" encoding="UTF-8"?>
<library:library xmlns:library="http://openoffice.org/2000/library" library:name="Standard"
  library:readonly="false" library:passwordprotected="false">
 <library:element library:name="Opening"/>
</library:library>
"""
LIBRARIES = """<?xml version="1.0" encoding="UTF-8"?>
<library:libraries xmlns:library="http://openoffice.org/2000/library">
 <library:library library:name="Standard" library:link="false"/>
</library:libraries>
"""


def opened_as_pdf(document: Path, password: str, profile: Path) -> bool:
    """Whether LibreOffice opens *document* with *password* and can say as PDF what is in it."""
    basic = profile / "user" / "basic"
    (basic / "Standard").mkdir(parents=True, exist_ok=True)
    (basic / "Standard" / "Opening.xba").write_text(MACRO, "utf-8")
    (basic / "Standard" / "script.xlb").write_text(LIBRARY, "utf-8")
    (basic / "script.xlc").write_text(LIBRARIES, "utf-8")
    target = document.with_suffix(".pdf")
    target.unlink(missing_ok=True)
    command = ["soffice", "--headless", "--norestore", f"-env:UserInstallation={profile.as_uri()}"]
    given = {"SOURCE": document.as_uri(), "TARGET": target.as_uri(), "PASSWORD": password}
    subprocess.run(
        [*command, "macro:///Standard.Opening.Convert"],
        env={**os.environ, **given},
        capture_output=True,
        check=False,
        timeout=170,
    )
    return target.exists()
