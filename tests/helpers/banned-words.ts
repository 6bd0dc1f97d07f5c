// Words that must not reach a reader, each with a better one. People who read Cairn are civil servants, board members and
// partners: they get everyday words.

type Ban = readonly [banned: RegExp, better: string]

/** In no screen, error, file, document or name of a test. */
const NOWHERE: readonly Ban[] = [
  [/\bowe[sd]?\b/i, 'due'],
  [/\banew\b/i, 'again'],
  [/\bmends?\b/i, 'correct, fix'],
  [/\blook(s|ed|ing)? after\b/i, 'manage'],
  [/\btaken? up\b/i, 'used, reinstated'],
  [/\bputs? right\b/i, 'fix'],
  [/\b(nobody|who) answers? for\b|\bnobody answers\b/i, 'no accountable officer'],
  [/\bdo not go together\b/i, 'enter a correct …'],
  [/\bwhose it is\b/i, 'who is responsible'],
  [/\bby now\b/i, 'now'],
  [/\bis not so\b/i, 'does not match'],
  [/\bthr(ow|ew|own) (it|this|a draft|.* draft) away\b|\bthrow away\b/i, 'delete'],
  [/\bfor ever\b/i, 'permanent'],
  [/\bput on record\b/i, 'recorded'],
  [/\be-mails?\b/i, 'email'],
  [/\bmakes no sense\b/i, 'is not valid'],
  [/\b(no|some|any|every)body\b/i, 'no one, someone, anyone, everyone'],
  [/\bwho(m|so)?ever\b/i, 'anyone who, the person who'],
]

/** In no screen, error or file: the documents for developers may have a use for them. */
const ON_NO_SCREEN: readonly Ban[] = [
  [/\bis gone\b|\bare gone\b/i, 'removed, deleted'],
  [/\bsay why\b/i, 'enter why'],
  [/\bwas said\b|\bis said\b/i, 'reported'],
  [/\bnone of the\b/i, 'no …'],
  [/\bbr(ing|ought)s? (it )?back\b(?! on track)/i, 'restore'],
  [/\bfrozen\b/i, 'issued'],
  [/\bas it stands\b|\bhow it stands\b|\bwhere it stands\b|\bas it stood\b/i, 'current'],
  [/\bboard asks?\b|\braise an ask\b/i, 'board request'],
]

function find(bans: readonly Ban[], text: string): string[] {
  return bans.flatMap(([banned, better]) => {
    const found = banned.exec(text)?.[0]
    return found ? [`“${found}”: write “${better}”`] : []
  })
}

/** Takes a text that a reader of a screen or file meets; returns which banned words it has, each with the better word. */
export const findBanned = (text: string): string[] => find([...NOWHERE, ...ON_NO_SCREEN], text)

/** The same for a document, or the name of a test. */
export const findBannedInDocument = (text: string): string[] => find(NOWHERE, text)
