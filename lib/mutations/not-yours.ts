/** What is said to those who may not do something. */

export const NOT_YOURS =
  'Only the officer who is accountable for it, its contributors and the editors of the plan can report on it.'
export const NOT_YOURS_TO_CORRECT = 'Only its author and the editors of the plan can correct an update.'
export const NOT_YOURS_TO_APPROVE = 'Only editors of the plan can approve updates.'
export const NOT_YOURS_TO_RATE = 'Only editors of this plan can rate a section.'
export const NOT_YOURS_TO_RULE = 'Only administrators can change the rule.'
