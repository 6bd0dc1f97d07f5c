/** An address of the web, without the stop or bracket that ends its sentence. */
const ADDRESS = /(https?:\/\/[^\s<>"]*[^\s<>"'.,;:!?)\]}’”])/

/** What someone wrote, inside a line or a paragraph: in the direction of its own script, and addresses in it are links. */
export function WrittenText({ text }: { readonly text: string }) {
  return (
    <span dir="auto">
      {text.split(ADDRESS).map((part, at) =>
        at % 2 === 1 ? (
          <a key={at} href={part} rel="nofollow noopener">
            {part}
          </a>
        ) : (
          part
        ),
      )}
    </span>
  )
}
