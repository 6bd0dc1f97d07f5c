/** What is said to those who may not do something. */

export const NOT_YOURS =
  'Only the officer who is accountable for it, its contributors and the editors of the plan can report on it.'
export const NOT_YOURS_TO_CORRECT = 'Only its author and the editors of the plan can correct an update.'
export const NOT_YOURS_TO_APPROVE = 'Only editors of the plan can approve updates.'
export const NOT_YOURS_TO_RATE = 'Only editors of this plan can rate a section.'
export const NOT_YOURS_TO_RULE = 'Only administrators can change the rule.'
export const NOT_YOURS_TO_ASK = 'Only those with a role in this plan see what its board asked, and raise it.'
export const NOT_YOURS_TO_DECIDE = 'Only editors of this plan put on record what the board decided.'
export const NOT_YOURS_TO_ANSWER =
  'Only the person named for it, the officer who is accountable for the action and the editors of the plan can answer an ask.'
export const NOT_YOURS_TO_CHANGE_ASK = 'Only editors of this plan can change, withdraw or reopen an ask.'
export const NOT_YOURS_TO_DISPUTE = 'Only those with a role in this plan can dispute a rating.'
export const NOT_YOURS_TO_SETTLE = 'Only editors of this plan can answer a dispute.'
export const NOT_YOURS_TO_DRAFT = 'Only editors of this plan can write and issue its reports.'
export const NOT_YOURS_TO_ENTER = 'Only editors of this plan can enter what a report printed.'
