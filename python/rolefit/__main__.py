"""Runs the command: `python -m rolefit rank FOLDER`."""

from rolefit._command import main

main()
