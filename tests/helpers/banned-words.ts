// Words that must not reach a screen, an error or a file, each with a better one. People who read Cairn are civil servants, board
// members and partners: they get everyday words.

const BANNED: readonly (readonly [banned: RegExp, better: string])[] = [
  [/\bowe[sd]?\b/i, 'due'],
  [/\banew\b/i, 'again'],
  [/\bmends?\b/i, 'correct, fix'],
  [/\blook(s|ed|ing)? after\b/i, 'manage'],
  [/\bis gone\b|\bare gone\b/i, 'removed, deleted'],
  [/\btaken? up\b/i, 'used, reinstated'],
  [/\bsay why\b/i, 'enter why'],
  [/\bputs? right\b/i, 'fix'],
  [/\bwas said\b|\bis said\b/i, 'reported'],
  [/\b(nobody|who) answers? for\b|\bnobody answers\b/i, 'no accountable officer'],
  [/\bdo not go together\b/i, 'enter a correct …'],
  [/\bwhose it is\b/i, 'who is responsible'],
  [/\bby now\b/i, 'now'],
  [/\bnone of the\b/i, 'no …'],
  [/\bis not so\b/i, 'does not match'],
  [/\bthr(ow|ew|own) (it|this|a draft|.* draft) away\b|\bthrow away\b/i, 'delete'],
  [/\bbr(ing|ought)s? (it )?back\b(?! on track)/i, 'restore'],
  [/\bfrozen\b/i, 'issued'],
  [/\bfor ever\b/i, 'permanent'],
  [/\bas it stands\b|\bhow it stands\b|\bwhere it stands\b|\bas it stood\b/i, 'current'],
  [/\bput on record\b/i, 'recorded'],
  [/\be-mails?\b/i, 'email'],
  [/\bboard asks?\b|\braise an ask\b/i, 'board request'],
  [/\bmakes no sense\b/i, 'is not valid'],
]

/** Takes a text that a person reads; returns which banned words it has, each with the better word. */
export function findBanned(text: string): string[] {
  return BANNED.flatMap(([banned, better]) => {
    const found = banned.exec(text)?.[0]
    return found ? [`“${found}”: write “${better}”`] : []
  })
}
