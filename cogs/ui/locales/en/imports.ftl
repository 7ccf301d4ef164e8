# Sheets that come from elsewhere and go there, and portraits: refusals first.
error-sheet-empty = There is nothing in that file. Give me a sheet: an export of mine, a character’s JSON from D&D Beyond or Foundry, or lines like `Name: Thorn`, with `/character import`.
error-sheet-no-text = That file is no text, so I cannot read a sheet in it: no pictures, PDFs or archives. Unpack or export it first, then use `/character import` with the JSON, or with lines like `Name: Thorn`.
error-sheet-bad-json = That file begins like JSON and then is none: it goes wrong in line { $line }, column { $column }. Export it anew, then use `/character import`.
error-sheet-too-new = That file was written by a later version of me: it has version { $version }, and I know up to { $known }. Ask who runs me for an update, or export it anew there and use `/character import`.
error-sheet-unknown = That is JSON, but no character that I know: I read my own exports, characters of D&D Beyond, and actors of Foundry’s dnd5e system. Lines like `Name: Thorn` will do too, with `/character import`.
error-sheet-no-lines = That is text, and no line of it is of a sheet that I know: I look for lines like `Name: Thorn`, `Class: Fighter 3` or `STR 16`. Give me such lines, or an export of a character as JSON, with `/character import`.
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

command-character-import = Bring a character: my own file, D&D Beyond’s or Foundry’s JSON, or a plain sheet
command-character-export = Take a character along as a file, for yourself alone
command-character-portrait = Give a character a picture, or look at the one it has
option-import-file = A JSON file, or a plain sheet as text or CSV
option-import-url = A public character’s page at D&D Beyond, if that is allowed here
option-import-text = A plain sheet, for example Name: Thorn; Class: Fighter 3; STR 16
option-character-export = Which character; without it, the one you play here
option-portrait-image = A PNG, JPEG or WebP of at most 10 MB; without it, I show the one there is
option-portrait-name = Which character; without it, the one you play here
option-portrait-description = What the picture shows, for people who do not see it
button-import-new = Make it a new character
button-import-onto = Put it onto { $name }
button-import-cancel = Cancel
import-rules = Rules of { $rules }
import-hp = { $now }/{ $most } hit points
import-items = { $count ->
    [one] One item
   *[other] { $count } items
}
import-spells = { $count ->
    [one] one spell
   *[other] { $count } spells
}
import-attacks = { $count ->
    [one] one attack of its own
   *[other] { $count } attacks of its own
}
import-counters = { $count ->
    [one] one counter
   *[other] { $count } counters
}
import-all-read = Everything was read.
import-missed-title = **Not read, or not as it stands there:**
import-missed-more = …and { $more } more
import-kept = I keep the file as it came.
import-from-everquill = -# From a file of mine.
import-from-dnd-beyond = -# From D&D Beyond, which does not document its files: look it over. I am not affiliated with it.
import-from-foundry = -# From an actor of Foundry’s dnd5e system.
import-from-plain = -# From a plain sheet: look it over.
missed-no-number = { $where }{ $value }: not a number
missed-out-of-range = { $where }{ $value }: no such number on a sheet
missed-no-text = { $where }{ $value }: not a text
missed-too-long = { $where }{ $value }: too long, so I cut it
missed-too-many = { $where }: { $value } too many
missed-unknown = { $where }{ $value }: I do not know that
missed-wrong-shape = { $where }{ $value }: not what should stand there
missed-no-dice = { $where }{ $value }: no dice that I can roll
missed-no-place = { $where }{ $value }: no place for it on my sheets
missed-assumed = { $where }: not said, so I took{ $value }
missed-worked-out = { $where }: not said, so I worked it out by the rules:{ $value }
missed-no-score = { $where }{ $value }: no such score; they go from 1 to 30
import-made = **{ $name }** is yours{ $title ->
    [none] {""}
   *[other] : { $title }
}. Look at `/character sheet`, or change it with `/character edit`.
import-onto = **{ $name }** is as the file says now. `/character history` has what was there before.
import-cancelled = Nothing was imported.
character-exported = Here is **{ $name }** as a file; `/character import` reads it again, here or wherever I play.
portrait-alt = Portrait of { $name }: { $said }
portrait-kept = That is **{ $name }** from now on.
portrait-shown = This is **{ $name }**.
