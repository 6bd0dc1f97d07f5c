/** What someone has typed and chosen in a form: read from its controls, and put back into them. */

type Control = HTMLInputElement | HTMLTextAreaElement | HTMLSelectElement
type Values = Readonly<Record<string, readonly string[]>>

const isBox = (control: Control): control is HTMLInputElement =>
  control instanceof HTMLInputElement && (control.type === 'radio' || control.type === 'checkbox')

/** What a person can fill in; what is hidden belongs to the form that was opened. */
function controlsOf(form: HTMLFormElement): Control[] {
  return [...form.querySelectorAll<Control>('input, textarea, select')].filter(
    ({ name, type }) => name !== '' && !['hidden', 'file', 'password', 'submit'].includes(type),
  )
}

/** Takes a form; returns whether it holds anything else than what it came with. */
export function isTypedIn(form: HTMLFormElement): boolean {
  return controlsOf(form).some((control) => {
    if (isBox(control)) return control.checked !== control.defaultChecked
    if (control instanceof HTMLSelectElement) {
      const first = [...control.options].find(({ defaultSelected }) => defaultSelected) ?? control.options[0]
      return control.value !== first?.value
    }
    return control.value !== control.defaultValue
  })
}

/** Takes a form; returns all that is filled in, by the name of the field: nothing of boxes of which none is ticked. */
export function typedIn(form: HTMLFormElement): Values {
  const typed: Record<string, string[]> = {}
  for (const control of controlsOf(form)) {
    const values = (typed[control.name] ??= [])
    if (!isBox(control) || control.checked) values.push(control.value)
  }
  return typed
}

/** Takes a form and what was kept of it (JSON of `typedIn`); returns whether the form holds all of that already. */
export function holdsAll(form: HTMLFormElement, saved: string): boolean {
  const current = typedIn(form)
  const plain = (values: readonly string[] = []) =>
    values.map((value) => value.replaceAll('\r\n', '\n').trim()).join('\n')
  return Object.entries(readKept(saved) ?? {}).every(
    ([name, values]) => plain(current[name]) === plain(values),
  )
}

/**
 * Takes a form and what was kept of it (JSON of `typedIn`); fills it in. Returns the labels of the fields that do not offer any more
 * what was chosen, or null where it cannot be read.
 */
export function restoreTyped(form: HTMLFormElement, saved: string): string[] | null {
  const values = readKept(saved)
  if (values === null) return null
  const missing = new Set<string>()
  const controls = controlsOf(form)
  for (const [name, wanted] of Object.entries(values)) {
    const own = controls.filter((control) => control.name === name)
    const offered = own.flatMap((control) =>
      control instanceof HTMLSelectElement ? [...control.options].map(({ value }) => value) : [control.value],
    )
    const isChoice = own.some((control) => isBox(control) || control instanceof HTMLSelectElement)
    const isMissing =
      own.length === 0
        ? wanted.some((value) => value !== '')
        : isChoice && wanted.some((value) => !offered.includes(value))
    if (isMissing) missing.add(labelOf(form, name))
    for (const control of own) {
      if (isBox(control)) control.checked = wanted.includes(control.value)
      else if (!(control instanceof HTMLSelectElement) || offered.includes(wanted[0] ?? ''))
        control.value = wanted[0] ?? ''
    }
  }
  form.dispatchEvent(new Event('input', { bubbles: true }))
  return [...missing]
}

function readKept(saved: string): Values | null {
  try {
    const read: unknown = JSON.parse(saved)
    if (typeof read !== 'object' || read === null) return null
    return Object.fromEntries(Object.entries(read).map(([name, value]) => [name, [value].flat().map(String)]))
  } catch {
    return null
  }
}

/** What a field is called on the page. */
function labelOf(form: HTMLFormElement, name: string): string {
  const place = form.querySelector(`[id="${CSS.escape(name)}"]`)
  const label = place?.querySelector('legend') ?? form.querySelector(`label[for="${CSS.escape(name)}"]`)
  return label?.textContent ?? name
}
