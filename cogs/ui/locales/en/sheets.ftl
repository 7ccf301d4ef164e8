# What is otherwise on a sheet.
change-none = Nothing is otherwise.
change-more = …and { $more } more
change-plain = { $what }: { $before } → { $after }
change-cleared = { $what }: { $before } → nothing
