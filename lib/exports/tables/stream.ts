/** From pieces of a file to what is sent, no faster than it is taken. */

/** Pieces of a file, at hand or to come. */
export type Pieces = Iterable<string | Uint8Array> | AsyncIterable<string | Uint8Array>

const PORTION = 64 * 1024

/**
 * Takes the pieces of a file; returns its bytes in portions. Other work of this process gets its turn after each, however
 * fast the file is taken.
 */
export async function* inPortions(pieces: Pieces): AsyncGenerator<Uint8Array> {
  const encoder = new TextEncoder()
  let text = ''
  for await (const piece of pieces) {
    if (typeof piece !== 'string') {
      if (text) yield encoder.encode(text)
      text = ''
      yield piece
      continue
    }
    text += piece
    if (text.length < PORTION) continue
    yield encoder.encode(text)
    text = ''
    await new Promise(setImmediate)
  }
  if (text) yield encoder.encode(text)
}

/**
 * Takes the pieces of a file; returns the stream to answer with. It reads on only as fast as the file is taken, and an
 * error half-way breaks the connection: what came until then is not taken for the whole.
 */
export function toStream(pieces: Pieces): ReadableStream<Uint8Array> {
  const portions = inPortions(pieces)
  return new ReadableStream<Uint8Array>(
    {
      pull: async (controller) => {
        const { value, done } = await portions.next()
        if (done) controller.close()
        else controller.enqueue(value)
      },
      cancel: () => portions.return(undefined).then(() => undefined),
    },
    { highWaterMark: 0 },
  )
}
