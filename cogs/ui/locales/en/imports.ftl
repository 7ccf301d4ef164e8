# Sheets that come from elsewhere and go there, and portraits: refusals first.
error-sheet-empty = There is nothing in that file. Give me a sheet: an export of mine, a character’s JSON from D&D Beyond or Foundry, or lines like `Name: Thorn`, with `/character import`.
error-sheet-no-text = That file is no text, so I cannot read a sheet in it: no pictures, PDFs or archives. Unpack or export it first, then use `/character import` with the JSON, or with lines like `Name: Thorn`.
error-sheet-bad-json = That file begins like JSON and then is none: it goes wrong in line { $line }, column { $column }. Export it anew, then use `/character import`.
error-sheet-too-new = That file was written by a later version of me: it has version { $version }, and I know up to { $known }. Ask who runs me for an update, or export it anew there and use `/character import`.
error-sheet-unknown = That is JSON, but no character that I know: I read my own exports, characters of D&D Beyond, and actors of Foundry’s dnd5e system. Lines like `Name: Thorn` will do too, with `/character import`.
error-sheet-too-large = That is larger than any sheet: it has { $size } bytes or too many parts, and I read up to { $limit } bytes. Export the character alone, without pictures, then use `/character import`.
error-import-one-thing = Give me one thing to import: a file, an address or a text. For example `/character import text:Name: Thorn; Class: Fighter 3; STR 16`.
error-import-no-urls = Whoever runs me has not allowed me to fetch characters from the web. Save the character’s JSON and give me the file with `/character import`.
error-import-url-elsewhere = I fetch characters from D&D Beyond alone, by their page’s address, for example `/character import url:https://www.dndbeyond.com/characters/12345678`.
error-import-gone = I do not have that file any more. Give it to me again with `/character import`.
error-sheet-not-there = D&D Beyond does not show me that character: it is private, or there is none. Make it public there, or save its JSON and give me the file with `/character import`.
error-sheets-away = D&D Beyond does not answer me as it should just now. Try again in { $seconds } seconds, or save the character’s JSON and give me the file with `/character import`.
error-objects-away = I cannot get at the files that I keep just now. Try `/character import` again in { $seconds } seconds.
error-picture-unreadable = I cannot read that picture. Give me a PNG, a JPEG or a WebP with `/character portrait`.
error-picture-too-large = That picture is too large: it has { $size } { $unit ->
    [bytes] bytes
   *[pixels] pixels
}, and I take up to { $limit }. Make it smaller, then use `/character portrait`.
error-no-portrait = That character has no portrait. Give it one with `/character portrait`.
