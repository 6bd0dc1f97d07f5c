/** What is said to those who may not do something. */

export const NOT_ALLOWED =
  'Only the officer who is accountable for it, its contributors and the editors of the plan can report on it.'
export const CANNOT_CORRECT = 'Only its author and the editors of the plan can correct an update.'
export const CANNOT_APPROVE = 'Only editors of the plan can approve updates.'
export const CANNOT_RATE = 'Only editors of this plan can rate a section.'
export const CANNOT_CHANGE_RULE = 'Only administrators can change the rule.'
export const CANNOT_REQUEST = 'Only those with a role in this plan see what its board asked, and raise it.'
export const CANNOT_DECIDE = 'Only editors of this plan put on record what the board decided.'
export const CANNOT_ANSWER =
  'Only the person named for it, the officer who is accountable for the action and the editors of the plan can answer an ask.'
export const CANNOT_CHANGE_REQUEST = 'Only editors of this plan can change, withdraw or reopen an ask.'
export const CANNOT_DISPUTE = 'Only those with a role in this plan can dispute a rating.'
export const CANNOT_RESOLVE = 'Only editors of this plan can answer a dispute.'
export const CANNOT_EDIT_DRAFTS = 'Only editors of this plan can write and issue its reports.'
export const CANNOT_ENTER_PRINTED = 'Only editors of this plan can enter what a report printed.'
