# What goes wrong with characters, what is accepted, and one example.
error-no-character-of-theirs = They play no character here, or none that I know of. They can make one with `/character create`.
error-draft-not-found = That was finished or thrown away already, so there is nothing to go on with. Begin anew with `/character create`, or with `/character levelup`.
error-class-not-found = There is no class “{ $named }” in that book. There are: { $names }. For example `/character levelup class:Fighter`.
error-not-a-choice = “{ $named }” is not to be chosen there, perhaps because something else was changed since. Choose among what the card shows now, or begin anew with `/character create`.
error-multiclass-scores = To have several classes, { $name } asks for { $needs }. Take another level of { $own }, for example `/character levelup class:{ $own }`, or raise the score first.
error-scores-not-bought = Those scores cost { $spent } points, and there are { $points }. Lower one of them first, or take the standard array: `/character create`.
error-scores-not-rolled = The scores of this character are to be rolled, and nobody has rolled them yet. Press *Roll the scores* on its page of abilities, or take the standard array there: `/character create` shows the draft again.
error-abilities-rolled = The scores of this character were rolled already, and what was rolled stays. Put them in another order, or take the standard array. A new draft begins with `/character create`.
error-levelled-already = That level was gained already. `/character levelup` begins the next one.
error-highest-level = A character has { $limit } levels at most. Lower one of its classes first, for example with `/character edit part:Identity`.
error-quick-unreadable = I cannot make out { $given ->
    [none] what class that is
   *[other] “{ $given }”
}. Give a name, then species ({ $species }), class, level and background ({ $backgrounds }), for example `/character create quick:Thorn, human fighter 3, soldier`. Or use `/character create` alone, and choose.
error-quick-nameless = I cannot tell the name. Put it first, with a comma behind it, for example `/character create quick:Thorn, human fighter 3, soldier`.
error-name-too-long = That has { $length } characters; at most { $limit } fit. Say it shorter, for example `/character create quick:Thorn, human fighter 3, soldier`.
error-text-too-long = That is too much: { $length }, where at most { $limit } fit. Leave something out, and open the form again with `/character edit part:Notes`.
error-edit-unreadable = I cannot read “{ $given }” there. { $field ->
    [classes] Classes are written with their levels, as `Fighter 3 (Champion) / Wizard 2`
    [scores] Scores are written like `STR 16, DEX 14, CON 14`, each from 1 to 30
    [hit-points] Hit points are a whole number from 1 on, as `28`
    [xp] Experience points are a whole number, as `900`
    [overrides] Numbers are written one a line, as `armor class: 17` or `skill stealth: 7`
    [skills] Skills are written like `Athletics, Stealth (expert)`
    [saves] Saving throws are written like `STR, CON`
    [name] A character needs a name, as `Thorn`
   *[other] Each line has a name, a colon and a value, as in `Age: 35`
}. Open the form again with `/character edit`.
error-changed-since = What that changed has been changed again since, so it cannot be taken back alone. Go back to a whole version instead: `/character history` lists them, for example `/character restore version:12`.
error-nothing-to-undo = That version changed nothing that could be taken back. `/character history` lists the versions.
error-given-away = That was given to another character, and is theirs now. They can give it back: `/character item give item:Rope to:Thorn`.
error-item-not-carried = { $name } carries no “{ $named }”, or several things that begin so. `/character item list` shows everything; give the whole name, for example `/character item equip item:Longsword`.
error-item-name-empty = A thing needs a name, for example `/character item add item:Rope count:2`.
error-item-name-too-long = That name has { $length } characters; at most { $limit } fit. Say it shorter, for example `/character item add item:Rope`.
error-too-many-items = No more than { $limit } sorts of things fit on a sheet. Take something off it first, for example `/character item remove item:Rope`.
error-too-many-of-one = No more than { $limit } of one thing fit on a sheet. Take some away, for example `/character item remove item:Arrows count:20`.
error-not-so-many = There { $count ->
    [one] is only one
   *[other] are only { $count }
} of { $named } there, and not { $asked }. Give a smaller number, for example `/character item remove item:Arrows count:1`.
error-given-to-itself = That is the very character that has it. Name another, for example `/character item give item:Rope to:Mira`.
error-too-many-attuned = A character is attuned to { $limit } things at most. End one first, for example `/character item equip item:Cloak attune:False`.
error-coins-unreadable = I cannot read “{ $given }” as coins. Write how many of which, with a minus for what is spent, for example `/character item coins amount:-12 gp 5 sp`.
error-coins-short = { $name } has not so much money. `/character item coins` shows what there is; what is earned is added with `/character item coins amount:+5 gp`.
error-too-many-coins = No more than { $limit } coins of a kind fit on a sheet. Spend some, for example `/character item coins amount:-100 gp`.
error-counter-not-found = { $name } has no counter “{ $named }”, or several that begin so. `/character counter list` shows them; make one with `/character counter add counter:Luck max:3`.
error-counter-out-of-range = A counter has a name and goes up to a whole number from 1 to { $limit }, for example `/character counter add counter:Luck max:3`.
error-counter-unreadable = I cannot read “{ $given }” as a number. Say how many are left, or by how many it changes, for example `/character counter set counter:Luck to:-1`.
error-counter-used-up = { $name } has { $left } left, and that would be less than nothing. Say how many are left, for example `/character counter set counter:Luck to:0`.
error-counter-name-too-long = That name has { $length } characters; at most { $limit } fit. Say it shorter, for example `/character counter add counter:Luck max:3`.
error-too-many-counters = No more than { $limit } counters fit on a sheet. Delete one first, for example `/character counter delete counter:Luck`.
error-spell-not-known = { $name } knows no “{ $named }”, or several spells that begin so. `/character spell list` shows them; learn one with `/character spell learn spell:Bless`.
error-spell-not-found = There is no spell “{ $named }” in this book. Choose one of those that are offered while you type, for example `/character spell learn spell:Bless`.
error-spell-known-already = { $name } has { $spell } already. Make it ready with `/character spell prepare spell:Bless`, or see all with `/character spell list`.
error-spell-too-high = { $spell } is a spell of level { $level }, and the highest that can be learnt is { $highest ->
    [0] a cantrip
   *[other] level { $highest }
}. Choose a lower one, for example `/character spell learn spell:Bless`.
error-spell-always-ready = { $spell } is always ready, so there is nothing to lay aside. To take it off the sheet, use `/character spell forget spell:Bless`.
error-too-many-spells = No more than { $limit } spells fit on a sheet. Forget one first, for example `/character spell forget spell:Bless`.
error-too-many-cantrips = { $limit ->
    [0] { $name } knows no cantrips at this level
    [one] { $name } knows one cantrip at this level
   *[other] { $name } knows { $limit } cantrips at this level
}. Forget one first, for example `/character spell forget spell:Light`.
error-too-many-known = { $limit ->
    [0] { $name } knows no spells at this level
    [one] { $name } knows one spell at this level
   *[other] { $name } knows { $limit } spells at this level
}. Forget one first, for example `/character spell forget spell:Bless`.
error-too-many-prepared = { $limit ->
    [0] { $name } prepares no spells at this level
    [one] { $name } prepares one spell at this level
   *[other] { $name } prepares { $limit } spells at this level
}. Lay one aside first, for example `/character spell prepare spell:Bless ready:False`.
error-no-such-slots = { $most ->
    [0] { $name } has no { $level ->
        [0] slots of pact magic
       *[other] slots of level { $level }
    }
   *[other] { $name } can have from 0 to { $most } of those slots left
}. `/character spell slots` shows all there are.
error-bots-play-nothing = That is a bot, and bots play no characters. Name a person, for example `/character transfer user:@Bob`.
