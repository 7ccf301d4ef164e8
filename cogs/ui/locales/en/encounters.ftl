# Encounters: planned, kept, brought in.
command-combat-encounter = Plan encounters: how hard, which monsters, kept for later
command-encounter-difficulty = See how hard the fight here is, or monsters that you name, for this party or another
command-encounter-build = Let me propose monsters that fit a party and a difficulty
command-encounter-save = Keep an encounter for later, in this server, for yourself alone
command-encounter-load = For whoever leads: bring an encounter that you keep into the fight, or begin one with it
command-encounter-list = See the encounters that you keep here
command-encounter-delete = Forget an encounter that you keep
option-encounter-monsters = Which monsters, like 2 Goblin Warrior, Ogre
option-encounter-monsters-here = Which monsters, like 2 Goblin Warrior, Ogre; without them, the fight here
option-encounter-party = Levels of the party, like 4x5 or 3, 3, 2; without them, whoever plays here
option-encounter-difficulty = How hard it is to be; without it, moderate
option-encounter-type = Of which creature type, like undead
option-encounter-cr = Of which Challenge Rating, like 2, 1/4-3, <=1 or 5+
option-encounter-with = Who is to be in it, like Goblin Boss; I add the rest
option-encounter-seed = The seed of a proposal that you have seen, to see it again
option-encounter-name = What you call it
option-encounter-kept = Which of those that you keep
option-encounter-edition = Whose monsters; without it, as the fight here is fought, or 2024
option-encounter-group = Whether those of a kind roll initiative once; without it, they do
choice-difficulty-low = Low
choice-difficulty-moderate = Moderate
choice-difficulty-high = High
difficulty-trivial = Hardly a fight
difficulty-low = Low difficulty
difficulty-moderate = Moderate difficulty
difficulty-high = High difficulty
difficulty-beyond = Beyond high difficulty
encounter-measure = { $difficulty } · { $xp } XP
encounter-line = { $count } × **{ $name }** · CR { $rating } · { $xp } XP{ $count ->
    [one] {""}
   *[other] {" "}each
} · { $type }
encounter-party = { $foes ->
    [one] One foe
   *[other] { $foes } foes
} for { $count ->
    [one] a character of level { $levels }
   *[other] { $count } characters of levels { $levels }
}
encounter-budget = Their budget: low up to **{ $low }**, moderate up to **{ $moderate }**, high up to **{ $high }** XP
encounter-left = Foes worth { $left } XP more would not make it harder
encounter-above = A foe’s rating is above the party’s level: it may take somebody out with one action
encounter-crowd = More than two foes for each character: fragile ones are easier to bear
encounter-old-rules = SRD 5.1 has no budgets; these are those of 2024
encounter-seed = Seed `{ $seed }`
button-another = Another
button-encounter-save = Save
button-add-to-fight = Add to the fight
button-add-hidden = Add hidden
encounter-form = Keep this encounter
encounter-form-name = What you call it
encounter-saved = I keep **{ $name }** ({ $year }): { $monsters }. `/combat encounter load` brings it in; nobody else sees it.
encounter-deleted = **{ $name }** is gone. It was: { $monsters } ({ $year }).
encounters-title = Your encounters here
encounters-none = There are none yet. `/combat encounter save name:The old mill monsters:2 Ogre` keeps one, and `/combat encounter build` proposes some.
encounters-foot = { $count } of { $limit }; nobody else sees them

error-monster-unknown = The book has no monster “{ $named }”. Name one of it, for example `/combat encounter difficulty monsters:2 Goblin Warrior, Ogre`; `/lookup` knows them all.
error-monster-unclear = “{ $named }” is none of the book, or several. Near are: { $near }. Name one, for example `/combat encounter difficulty monsters:2 Goblin Warrior, Ogre`.
error-monsters-empty = No monster is named. For example `/combat encounter difficulty monsters:2 Goblin Warrior, Ogre`.
error-party-unreadable = “{ $named }” tells me no party. Say how many of which level, from 1 to 20: `/combat encounter difficulty party:4x5`, or `party:3, 3, 2`.
error-nobody-plays-here = I know of no characters here. Say who the party is, `/combat encounter difficulty party:4x5`, or let everybody choose one: `/character use`.
error-challenge-unreadable = “{ $named }” is no Challenge Rating. There are 0, 1/8, 1/4, 1/2 and 1 to 30: `/combat encounter build cr:1/4-3`, or `cr:<=2`.
error-creature-type-unknown = The book has no creature type “{ $named }”. There are: { $names }. For example `/combat encounter build type:undead`.
error-seed-unreadable = “{ $named }” is no seed of mine. They have up to five letters and digits, as a proposal shows: `/combat encounter build seed:k3v9a`.
error-encounter-full = What is to be in it is worth { $xp } XP, and at most { $most } fit. Take less, or let it be harder: `/combat encounter build difficulty:High`.
error-encounter-unfit = No such monsters make more than { $over } and at most { $most } XP together. Wish for less, for example `/combat encounter build difficulty:Moderate`.
error-encounter-name-empty = An encounter needs a name that can be seen: `/combat encounter save name:The old mill monsters:2 Ogre`.
error-encounter-name-too-long = The name has { $length } characters; at most { $limit } fit. Take a shorter one: `/combat encounter save name:The old mill monsters:2 Ogre`.
error-encounter-not-kept = You keep no encounter “{ $named }” in this server. See yours with `/combat encounter list`.
error-encounter-other-edition = Those are monsters of { $own }, and this fight is fought by the rules of { $here }. Bring others, for example `/combat encounter build`.
error-too-many-groups = At most { $limit } kinds of monsters are in an encounter. For example `/combat encounter save name:The old mill monsters:2 Ogre`.
error-party-too-large = At most { $limit } characters are a party. For example `/combat encounter difficulty party:4x5`.
error-too-many-encounters = You keep { $limit } encounters here, and no more fit. Replace one by saving under its name, or make room with `/combat encounter delete`.
