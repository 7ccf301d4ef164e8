# What a player reads when dice notation is refused: what is wrong and where, what is accepted, one example.
# $column counts from 1; $found is what stands there; $expected lists notation (or, for a limit, the limit);
# $example is valid notation near what was typed.

error-dice-empty = There are no dice here. A roll starts with a number or dice (`{ $expected }`), for example `{ $example }`.
error-dice-unexpected = At column { $column } stands `{ $found }`, which does not fit there. Accepted: `{ $expected }`. Example: `{ $example }`.
error-dice-unfinished = The roll stops too early: something is missing at column { $column }. Accepted: `{ $expected }`. Example: `{ $example }`.
error-dice-unclosed = The parenthesis opened at column { $column } is never closed; it needs a `)`. Example: `{ $example }`.
error-dice-unopened = The `)` at column { $column } closes nothing: leave it out, or open a parenthesis before it. Example: `{ $example }`.
error-dice-missing-operator = `{ $found }` at column { $column } stands beside another value with nothing between them. Accepted there: `{ $expected }`, or `#` before a note. Example: `{ $example }`.
error-dice-spaced = There is a gap before `{ $found }` at column { $column }. Dice and what is done to them are written in one piece; words that only look like it go behind a `#`. Example: `{ $example }`.
error-dice-unknown-modifier = `{ $found }` at column { $column } is nothing that can be done to dice. Accepted right behind dice: `{ $expected }`. A note needs a blank before it. Example: `{ $example }`.
error-dice-needs-dice = `{ $found }` at column { $column } works on dice, and there are none right before it. Accepted there: `{ $expected }`. Example: `{ $example }`.
error-dice-not-known-here = `{ $found }` at column { $column } is not part of the notation here. Accepted in its place: `{ $expected }`. Example: `{ $example }`.
error-dice-foreign-digit = The digit `{ $found }` at column { $column } is not a plain one. Accepted: `{ $expected }`. Example: `{ $example }`.
error-dice-whole-count = `{ $found }` dice cannot be rolled (column { $column }): the number of dice is a whole number such as `{ $expected }`. Example: `{ $example }`.
error-dice-late-arithmetic = `{ $found }` at column { $column } stands behind words or options, where it would not be rolled. Write it right behind the dice, or put a `#` before the words. Example: `{ $example }`.
error-dice-stray-option = `{ $found }` at column { $column } could be an option or part of a sentence. Options stand right behind the dice or at the very end; everything behind a `#` is a note. Example: `{ $example }`.
error-dice-option-here = `{ $found }` at column { $column } is not accepted in this field, which takes dice and words only: give it as an option of its own. Example: `{ $example }`.
error-dice-dc-missing = `{ $found }` at column { $column } needs the number to reach, as in `dc15`; if it is part of a note, put a `#` before the note. Example: `{ $example }`.
error-dice-hidden-here = `{ $found }` at column { $column } would be a label, and the roll open to all. To hide it, use `/roll` with its option *hidden*; if it is a label, put a `#` before it. Example: `{ $example }`.
error-dice-dc-out-of-range = `{ $found }` at column { $column } is out of range: a DC is a whole number, { $expected }. Example: `{ $example }`.
error-dice-dc-twice = `{ $found }` at column { $column } is a second Difficulty Class; a roll is made against one. Example: `{ $example }`.

error-dice-no-sides = A die needs at least { $expected } side; `{ $found }` at column { $column } is none. Example: `{ $example }`.
error-dice-divide-by-zero = The `{ $found }` at column { $column } would divide by zero. What stands behind it must not come to zero. Example: `{ $example }`.
error-dice-needs-d20 = Advantage and disadvantage need a single d20 (`{ $expected }`), and `{ $found }` has none that could be doubled. Example: `{ $example }`.

error-dice-too-long = The roll is too long: at most { $expected } characters, notes included. Example: `{ $example }`.
error-dice-too-deep = The parentheses and signs at column { $column } are nested too deeply: at most { $expected } levels. Example: `{ $example }`.
error-dice-too-many-parts = The roll has too many parts from column { $column } on: at most { $expected } numbers, dice and operators. Example: `{ $example }`.
error-dice-too-many-modifiers = `{ $found }` at column { $column } is one too many: at most { $expected } things can be done to one group of dice. Example: `{ $example }`.
error-dice-too-many = `{ $found }` at column { $column } takes the roll over { $expected } dice, counting those that rerolls and explosions may add. Example: `{ $example }`.
error-dice-too-many-sides = A die with `{ $found }` sides (column { $column }) is too large: at most { $expected } sides. Example: `{ $example }`.
error-dice-number-too-long = The number `{ $found }` at column { $column } is too long: at most { $expected } digits. Example: `{ $example }`.
error-dice-total-too-large = The result could grow too large at `{ $found }` in column { $column }: at most { $expected }. Example: `{ $example }`.
error-dice-never-ends = `{ $found }` at column { $column } would reroll or explode for ever, because every face matches. Leave at least one face out. Example: `{ $example }`.
