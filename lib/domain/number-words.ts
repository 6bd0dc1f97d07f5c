/** Numbers as sentences write them out: "seventeen", "forty-three". */

const ONES = ['one', 'two', 'three', 'four', 'five', 'six', 'seven', 'eight', 'nine']
const TEENS = [
  'ten',
  'eleven',
  'twelve',
  'thirteen',
  'fourteen',
  'fifteen',
  'sixteen',
  'seventeen',
  'eighteen',
  'nineteen',
]
const TENS = ['twenty', 'thirty', 'forty', 'fifty', 'sixty', 'seventy', 'eighty', 'ninety']

const named = (names: readonly string[], first: number, step = 1) =>
  names.map((name, at) => [name, first + at * step] as const)

/** Every number from 1 to 99 in words, with a hyphen or a space; those that another one begins with come after it. */
export const NUMBER_WORDS: readonly (readonly [string, number])[] = [
  ...named(TENS, 20, 10).flatMap(([ten, value]) =>
    ['-', ' '].flatMap((between) =>
      named(ONES, 1).map(([one, more]) => [`${ten}${between}${one}`, value + more] as const),
    ),
  ),
  ...named(TENS, 20, 10),
  ...named(TEENS, 10),
  ...named(ONES, 1),
]
