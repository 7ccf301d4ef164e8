# The sheet, section by section.
sheet-title = { $name }
sheet-is = { $what } · rules of { $rules }
sheet-born = { $species }{ $background ->
    [none] {""}
   *[other] {" "}· { $background }
}{ $alignment ->
    [none] {""}
   *[other] {" "}· { $alignment }
}
sheet-hit-points = **Hit points { $current }/{ $maximum }**{ $temporary ->
    [0] {""}
   *[other] {" "}+ { $temporary } temporary
}{ $state ->
    [bloodied] {" "}· bloodied
    [dying] {" "}· dying
    [stable] {" "}· stable
    [dead] {" "}· dead
   *[well] {""}
}
sheet-numbers = **Armor Class { $ac }** · Initiative { $initiative } · Speed { $speed } ft · Proficiency { $proficiency }
sheet-death = Death saves: { $successes } of 3 passed, { $failures } of 3 failed
sheet-hit-dice = Hit dice: { $dice }
sheet-hit-die = { $left } of { $all }d{ $sides }
sheet-exhaustion = Exhaustion: level { $level }
sheet-conditions = Conditions: { $names }
sheet-concentration = Concentrates on { $spell }
sheet-inspired = Inspired
sheet-xp = { $xp } experience points
sheet-score = { $ability } { $score } ({ $modifier })
sheet-saves-title = Saving throws
sheet-save = { $trained ->
    [yes] **{ $ability } { $bonus }**
   *[no] { $ability } { $bonus }
}
sheet-passive = Passive Perception { $number }
sheet-senses = Senses: { $names }
sheet-sense = { $name } { $feet } ft
sheet-languages = Languages: { $names }
sheet-tools = Tools: { $names }
sheet-trained-with = Trained with: { $names }
sheet-masteries = Weapon masteries: { $names }
sheet-skill = { $training ->
    [3] **◆ { $skill } { $bonus }** (expert)
    [2] **● { $skill } { $bonus }**
    [1] ◐ { $skill } { $bonus } (half)
   *[0] ○ { $skill } { $bonus }
}
sheet-skills-title = Skills
sheet-attacks-title = Attacks
sheet-attack = **{ $name }** { $bonus } to hit · { $damage }
sheet-attack-bonus-action = {" "}· bonus action
sheet-defences = { $kind ->
    [resists] Resists { $names }
    [suffers] Vulnerable to { $names }
    [ignores] Immune to { $names }
   *[cannot-be] Cannot be { $names }
}
sheet-counters-title = Counters
sheet-spell-numbers = { $ability }: spell save DC **{ $dc }**, spell attack **{ $attack }**
sheet-spells-ready = { $class }: { $spells } of { $most } spells ready, { $cantrips } of { $most-cantrips } cantrips
sheet-slots = Slots: { $slots }
sheet-slot = level { $level }: { $left } of { $all }
sheet-pact = Pact magic: { $left } of { $all } slots of level { $level }
sheet-no-spells = No spells.
sheet-spells-of = { $level ->
    [0] **Cantrips**
   *[other] **Level { $level }**
}: { $names }
sheet-spells-unknown = **Of no book that I have**: { $names }
sheet-spell-unready = *{ $name }* (not prepared)
sheet-spell-always = { $name } (always)
sheet-no-items = Nothing is carried.
sheet-item = { $count ->
    [1] { $name }
   *[other] { $count } × { $name }
}{ $worn ->
    [yes] {" "}· in use
   *[no] {""}
}{ $attuned ->
    [yes] {" "}· attuned
   *[no] {""}
}{ $note ->
    [none] {""}
   *[other] {" "}· { $note }
}
sheet-coins = Coins: { $coins }
sheet-coin = { $count } { $coin }
sheet-weight = { $pounds } lb of { $capacity } lb · attuned to { $attuned } of 3
sheet-features-of = **{ $of }**: { $names }
sheet-feature-left = { $name }\*
sheet-features-left = -# \* the table applies these; the rules engine does not count them in fights yet.
sheet-feats = **Feats**: { $names }
sheet-choice = { $name }: { $chosen }
sheet-unchosen = { $name }: nothing chosen yet; the next level asks, or write it with `/character edit part:Features`
sheet-no-features = No features yet.
sheet-field = **{ $name }**: { $value }
sheet-no-notes = No notes yet. Write some with `/character edit part:Notes`.
sheet-more = … and { $more } more
