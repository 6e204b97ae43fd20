/** The lines of `text/event-stream` (HTML Living Standard, 9.2), of which only `data` is used here. */

/** Feed it what arrives; it calls with the data of each event that is complete. */
export function createEventStreamParser(received: (data: string) => void): (chunk: string) => void {
  let rest = '';
  let data: string[] = [];

  const line = (text: string): void => {
    if (text === '') {
      if (data.length > 0) received(data.join('\n'));
      data = [];
    } else if (text.startsWith('data:')) {
      data.push(text.slice('data:'.length).replace(/^ /, ''));
    }
  };

  return (chunk) => {
    const lines = (rest + chunk).split(/\r\n|\n/);
    rest = lines.pop() ?? '';
    for (const text of lines) line(text);
  };
}
