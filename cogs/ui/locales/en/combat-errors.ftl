# What the rules of a fight refuse, beyond whose turn it is.
error-kept-from-it = Something that lasts on them keeps them from { $deed }. `/combat status` shows what; end it, for example `/combat cure who:Thorn name:Slow`, or let whoever leads overrule it: `/attack with:Longsword target:Goblin overrule:True`.
error-compelled = They have to spend this turn otherwise: it { $how }. `/combat next` ends the turn; whoever leads can end what compels them: `/combat cure who:Thorn name:Command`.
error-out-of-reach = Nobody reaches the target from there: one of the two is elsewhere, or inside somebody. Choose another, for example `/attack with:Longsword target:Goblin`.
error-clings-elsewhere = They cling to somebody else, and cannot attack so. Attack whom they cling to, or let go first: `/combat cure who:Thorn name:Crush`.
error-holds-enough = They hold as many with { $action } as they can, and it is good against no others. Aim it at whom they hold, for example `/attack with:Bite target:Thorn`.
error-no-way-out = No action ends { $effect }. Whoever leads can: `/combat cure who:Thorn name:{ $effect }`.
error-target-needed = That takes a target{ $limit ->
    [one] {""}
   *[other] , at most { $limit }
}. Name one, for example `/cast spell:Bless target:Thorn`.
error-too-many-targets = { $limit ->
    [0] That is for whoever does it alone
    [one] That takes one target
   *[other] That takes at most { $limit } targets
}, and { $given } were named. For example `/cast spell:Bless target:Thorn`.
error-target-twice = { $limit ->
    [one] Each target can be named once
   *[other] Each target can be named { $limit } times
}. Name others, for example `/cast spell:Bless target:Thorn, Mira`.
error-form-not-chosen = Say which form it is. There are: { $names }. For example `/cast spell:Polymorph target:Goblin choice:Frog`.
error-spell-not-chosen = Say which spell it is. There are: { $names }. For example `/attack with:Spellcasting choice:Fireball target:Thorn`.
error-way-not-chosen = Say which of these it is: { $names }. For example `/cast spell:Protection from Energy target:Thorn choice:fire`.
error-spell-not-prepared = { $spell } is not prepared. Prepare it with `/character spell prepare spell:{ $spell }`, or cast another: `/cast spell:Fire Bolt target:Goblin`.
error-spell-not-theirs = They have no spell “{ $named }”. Cast one that they have, for example `/cast spell:Fire Bolt target:Goblin`.
error-slot-too-low = { $spell } is of level { $level }, and a lower slot does not hold it. Give a slot of that level or a higher one, for example `/cast spell:Fireball slot:3`.
error-casting-too-long = { $spell } takes too long for a fight: { $takes }. Whoever leads can let it happen: `/cast spell:{ $spell } overrule:True`.
error-reaction-not-set-off = { $action } answers an attack, and none that it answers has just hit. It is offered as a button when one does. Until then whoever leads can overrule it: `/combat act action:Parry overrule:True`.
error-trigger-missing = { $spell } answers something that has not just happened: { $trigger }. Cast another, for example `/cast spell:Fire Bolt target:Goblin`, or let whoever leads overrule it.
