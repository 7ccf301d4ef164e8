# Characters: their commands, and what is said when something was done.
menu-view-sheet = View sheet
command-character = Make characters, look at their sheets and change them
command-character-create = Make a character: step by step, or in one line
command-character-sheet = Show a character’s sheet, to you alone
command-character-use = Say which character you play: here, at this table, in this server or everywhere
command-character-list = List your characters, and which one you play here
command-character-edit = Change a part of the sheet in a form
command-character-levelup = Gain a level, step by step
command-character-history = List every version of the sheet: who changed what, when and why
command-character-restore = Go back to an earlier version, or bring a deleted character back
command-character-transfer = Offer a character to somebody, who has it once they take it
command-character-delegate = Let somebody see, play or edit a character, or no longer
command-character-delete = Delete a character; it can be brought back for 30 days
command-character-counter = Things that are used up and come back
command-character-counter-add = Make a counter, full
command-character-counter-set = Use a counter, or give something back
command-character-counter-reset = Fill a counter up again, or all of them
command-character-counter-list = List the counters
command-character-counter-delete = Take a counter off the sheet
command-character-item = What the character carries
command-character-item-add = Add something to what is carried
command-character-item-remove = Take something away from what is carried
command-character-item-give = Give something, or coins, to another character
command-character-item-equip = Put something on, lay it aside, or attune to it
command-character-item-list = List what is carried
command-character-item-coins = Count coins, earn or spend them; change is given
command-character-spell = Spells and slots
command-character-spell-list = List the spells and the slots
command-character-spell-learn = Learn a spell of the book
command-character-spell-prepare = Make a spell ready, or lay it aside
command-character-spell-forget = Take a spell off the sheet
command-character-spell-slots = Look at the spell slots, or say how many are left

option-character = Whose sheet; without it, the character that you play here
option-create-quick = In one line: name, species, class, level, background
option-create-rules = By whose rules
option-sheet-section = Which part of it
option-use-scope = For where; without it, for this channel
option-use-name = Which of the characters you can use
option-edit-part = What to change
option-levelup-class = In which class; without it, the first one
option-restore-version = The number that the history shows
option-restore-name = Whose; one that was deleted comes back
option-transfer-user = Who shall have it
option-delegate-user = Who
option-delegate-may = What they may do
option-counter = The counter’s name
option-counter-max = How often
option-counter-resets = What brings it back
option-counter-to = How many are left, or by how many it changes: 2, -1, +1
option-counter-all = The counter’s name; without it, all of them
option-item = What
option-item-new = What, as the book has it or in your words
option-item-count = How many; without it, one
option-item-count-all = How many; without it, all
option-item-note = What you want to remember of it
option-item-gift = What; or coins, like 12 gp
option-item-to = The name of a character that is played here, or one of yours
option-item-on = False lays it aside
option-item-attune = Whether you are attuned to it
option-coins-amount = What is earned or spent, like +5 gp 3 sp or -12 gp
option-spell = Which spell
option-spell-as = The class that it is learnt as
option-spell-ready = False lays it aside
option-slots-level = Of which level; 0 for pact magic
option-slots-left = How many are left
choice-rules-2024 = 2024
choice-rules-2014 = 2014
choice-scope-channel = Channel
choice-scope-table = Table
choice-scope-server = Server
choice-scope-everywhere = Everywhere
choice-section-summary = Summary
choice-section-skills = Skills
choice-section-combat = Combat
choice-section-spells = Spells
choice-section-items = Items
choice-section-features = Features
choice-section-notes = Notes
choice-part-identity = Identity: name, classes, species
choice-part-abilities = Abilities
choice-part-numbers = Numbers: hit points, Armor Class and others
choice-part-proficiencies = Proficiencies
choice-part-features = Features: feats and choices
choice-part-fields = Fields: whatever else you want to write
choice-part-notes = Notes
choice-may-see = See it
choice-may-play = Play it
choice-may-edit = Edit it
choice-may-nothing = Nothing
choice-resets-short = Short rest
choice-resets-long = Long rest
choice-resets-dawn = Dawn
choice-resets-never = Never

character-plays-now = You play **{ $name }** in this channel from now on, and no longer **{ $before }**: `/character use` changes that, here or everywhere.
character-used = You play **{ $name }** ({ $title }) { $scope ->
    [channel] in this channel
    [table] at this table
    [server] in this server
   *[everywhere] wherever nothing else is said
}.
characters-title = Your characters
characters-none = You have no character yet. Make one with `/character create`, for example `/character create quick:Thorn, human fighter 3, soldier`.
characters-line = { $played ->
    [yes] ▸ **{ $name }** · { $title } · played here
   *[no] • **{ $name }** · { $title }
}
characters-lent = { $played ->
    [yes] ▸ **{ $name }** · { $title } · lent to you, played here
   *[no] • **{ $name }** · { $title } · lent to you
}
characters-made = made { $when }
characters-deleted = • ~~{ $name }~~ · { $title } · deleted { $when }, comes back with `/character restore`
character-created = **{ $name }** is made.
character-changed = **{ $name }**
character-unchanged = **{ $name }** is as it was: nothing is otherwise.
character-by-dm = **{ $dm }**, who leads this table, changed **{ $name }**, { $owner }’s character:
character-owner-told = It stands in the sheet’s history, from where it can be taken back.
character-offered = **{ $name }** is offered to { $user }. It is theirs once they press *Take it*; until then nothing changes.
character-offer-none = **{ $name }** is offered to nobody any more.
character-taken = **{ $name }** belongs to { $user } now.
character-delegated = { $may ->
    [see] { $user } may look at **{ $name }** from now on.
    [play] { $user } may play **{ $name }** from now on.
    [edit] { $user } may play and edit **{ $name }** from now on.
   *[nothing] { $user } may do nothing with **{ $name }** any more.
}
character-delete-sure = Delete **{ $name }** ({ $title })? It can be brought back for 30 days; then it is gone.
character-deleted = **{ $name }** is deleted. It can be brought back until { $until }.
character-back = **{ $name }** is back.
character-kept = **{ $name }** stays.
button-take-it = Take it
button-withdraw = Withdraw the offer
button-delete = Delete
button-keep = Keep it
button-bring-back = Undo
button-undo = Undo
button-share = Show to all
form-late = That took me too long to open a form. Please do it again.

change-none = Nothing is otherwise.
change-more = … and { $more } more
change-plain = { $what }: { $before } → { $after }
change-set = { $what }: { $after }
change-cleared = { $what }: { $before } → nothing
change-added = { $what } added
change-removed = { $what } removed
change-names-added = { $what }: { $names } added
change-names-removed = { $what }: { $names } removed
change-yes = yes
change-no = no
change-text = { $what } changed
change-count = { $name } × { $count }
field-name = Name
field-species = Species
field-lineage = Lineage
field-background = Background
field-alignment = Alignment
field-size = Size
field-first_class = First class
field-xp = Experience points
field-edition = Rules
field-saves = Saving throws
field-languages = Languages
field-armor = Armor training
field-weapons = Weapon training
field-masteries = Weapon masteries
field-feats = Feats
field-resists = Resistances
field-suffers = Vulnerabilities
field-ignores = Immunities
field-immune_to = Cannot be
field-concentration = Concentration
field-inspired = Inspiration
field-pact_spent = Pact slots spent
field-notes = Notes
field-portrait = Portrait
field-level = { $of } level
field-subclass = { $of } subclass
field-hit-points = Hit points
field-hit-point-maximum = Hit point maximum
field-temporary = Temporary hit points
field-death = Death saves
field-exhaustion = Exhaustion
field-drained = Maximum lowered by
field-slots = Level { $of } slots spent
field-hit-dice = Hit dice spent (d{ $of })
field-spent = { $of }, spent
field-maximum = { $of }, maximum
field-part = { $of }, { $part }
field-override = { $of }, fixed
field-speed = Speed ({ $of })
field-sense = { $of }
training-0 = untrained
training-1 = half
training-2 = proficient
training-3 = expert
ability-str = Strength
ability-dex = Dexterity
ability-con = Constitution
ability-int = Intelligence
ability-wis = Wisdom
ability-cha = Charisma
why-created = made
why-taken = taken over
why-edited = edited
why-imported = imported
why-levelled-up = level gained
why-short-rest = short rest
why-long-rest = long rest
why-hit-points = hit points
why-played = played
why-counter = counter
why-items = things
why-given = given
why-coins = coins
why-spells = spells
why-portrait = portrait
why-restored = restored
why-undone = taken back
why-combat = combat
versions-title = { $name }: versions
versions-line = **{ $number }** · { $why } · { $when } · { $by ->
    [none] by someone
   *[other] by { $by }
}{ $leading ->
    [yes] {" "}as DM
   *[no] {""}
}
versions-note = “{ $note }”
versions-foot = Take one back with its button, or go to one with `/character restore version:12`.
versions-restored = **{ $name }** is as it was in version { $number }.
versions-undone = What version { $number } changed in **{ $name }** is taken back.
button-undo-version = Undo { $number }

coins-have = **{ $name }** has { $coins }.
coins-none = no coins
item-given = **{ $giver }** gives **{ $receiver }** { $what }.
counters-title = { $name }: counters
counters-none = No counters yet. Make one with `/character counter add counter:Luck max:3`.
counter-line = **{ $name }**: { $left } of { $maximum } · { $resets ->
    [short] back after a short rest
    [long] back after a long rest
    [dawn] back at dawn
   *[never] does not come back by itself
}{ $back ->
    [0] {""}
   *[other] , { $back } at a time
}{ $short ->
    [0] {""}
   *[other] , { $short } after a short one
}
counter-line-unlimited = **{ $name }**: as often as you like
