# What a player reads when dice notation is refused: what is wrong and where, what is accepted, one example.
# $column counts from 1; $found is what stands there; $expected lists notation (or, for a limit, the limit);
# $example is valid notation near what was typed.

error-dice-empty = There are no dice here. Type what to roll, for example `{ $example }`. Accepted at the start: `{ $expected }`.
error-dice-unexpected = `{ $found }` at column { $column } does not fit there. Accepted: `{ $expected }`. Example: `{ $example }`.
error-dice-unfinished = The roll stops too early: something is missing at column { $column }. Accepted: `{ $expected }`. Example: `{ $example }`.
error-dice-unclosed = The `{ $found }` opened at column { $column } is never closed; it needs a `{ $expected }`. Example: `{ $example }`.
error-dice-unopened = The `{ $found }` at column { $column } closes nothing: leave it out, or open it before. Example: `{ $example }`.
error-dice-missing-operator = `{ $found }` at column { $column } follows another value with nothing between them. Accepted there: `{ $expected }`, or `#` before a label. Example: `{ $example }`.
error-dice-spaced = There is a gap before `{ $found }` at column { $column }. Dice and what is done to them are written in one piece; a label that only looks like it goes after a `#`. Example: `{ $example }`.
error-dice-unknown-modifier = `{ $found }` at column { $column } is not something that can be done to dice. Accepted right after dice: `{ $expected }`. A label needs a space before it. Example: `{ $example }`.
error-dice-needs-dice = `{ $found }` at column { $column } works on dice, and there are none right before it. Accepted there: `{ $expected }`. Example: `{ $example }`.
error-dice-not-known-here = `{ $found }` at column { $column } is not part of the notation here. Accepted in its place: `{ $expected }`. Example: `{ $example }`.
error-dice-foreign-digit = The digit `{ $found }` at column { $column } is not a plain one. Accepted: `{ $expected }`. Example: `{ $example }`.
error-dice-whole-count = `{ $found }` dice cannot be rolled (column { $column }): the number of dice is a whole one, such as `{ $expected }`. Example: `{ $example }`.
error-dice-late-arithmetic = `{ $found }` at column { $column } stands after words or options, where it would not be rolled. Write it right after the dice, or put a `#` before the label. Example: `{ $example }`.
error-dice-stray-option = `{ $found }` at column { $column } could be an option or part of a label. Options stand right after the dice or at the very end; everything after a `#` is the label. Example: `{ $example }`.
error-dice-option-here = `{ $found }` at column { $column } is not accepted in this field, which takes dice and a label only. Use the command’s own option for it, or put a `#` before the label. Example: `{ $example }`.
error-dice-dc-missing = `{ $found }` at column { $column } needs the number to reach, as in `dc15`; if it is part of a label, put a `#` before the label. Example: `{ $example }`.
error-dice-hidden-here = `{ $found }` at column { $column } is no option here: it would be a label and hide nothing. Rolls are hidden by the option *hidden* of `/roll`, for those who may: `/roll dice:1d20+5 hidden:True`. If it is a label, put a `#` before it. Example: `{ $example }`.
error-dice-dc-out-of-range = `{ $found }` at column { $column } is out of range: a DC is a whole number in the range { $expected }. Example: `{ $example }`.
error-dice-dc-twice = `{ $found }` at column { $column } is a second DC; a roll is made against one. Example: `{ $example }`.

error-dice-bad-label = `{ $found }` at column { $column } cannot be a label in brackets: it is one to { $expected } letters of plain text. Example: `{ $example }`.
error-dice-arguments = `{ $found }` at column { $column } needs so many values in its parentheses: `{ $expected }`. Example: `{ $example }`.

error-dice-no-sides = `{ $found }` at column { $column } leaves the die without sides; it needs at least { $expected }. Example: `{ $example }`.
error-dice-divide-by-zero = `{ $found }` at column { $column } would divide by zero; what stands after it must not come to zero. Example: `{ $example }`.
error-dice-needs-d20 = Advantage, `lucky` and `reliable` are about one d20 (`{ $expected }`), and `{ $found }` has no single one. Example: `{ $example }`.

error-dice-too-long = The roll is too long: at most { $expected } characters, its label included. Example: `{ $example }`.
error-dice-too-deep = The parentheses and signs at column { $column } are nested too deeply: at most { $expected } levels. Example: `{ $example }`.
error-dice-too-many-parts = The roll has too many parts from column { $column } on: at most { $expected } numbers, dice and operators. Example: `{ $example }`.
error-dice-too-many-modifiers = `{ $found }` at column { $column } is one too many: at most { $expected } things can be done to one group of dice. Example: `{ $example }`.
error-dice-too-many = `{ $found }` at column { $column } takes the roll over { $expected } dice, counting those that rerolls and explosions may add. Example: `{ $example }`.
error-dice-too-many-rolls = That is too many rolls at once: at most { $expected }. Example: `{ $example }`.
error-dice-too-many-sides = `{ $found }` at column { $column } is too many sides for a die: at most { $expected }. Example: `{ $example }`.
error-dice-number-too-long = The number `{ $found }` at column { $column } is too long: at most { $expected } digits. Example: `{ $example }`.
error-dice-total-too-large = `{ $found }` at column { $column } could make the result too large: at most { $expected }. Example: `{ $example }`.
error-dice-never-ends = `{ $found }` at column { $column } would reroll or explode for ever, because every face matches. Leave at least one face out. Example: `{ $example }`.
