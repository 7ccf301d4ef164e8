"""Makes the files of `data/srd` from the packages that have them: ``python -m data.srd.build FOLDER``."""
