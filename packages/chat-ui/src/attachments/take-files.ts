/** Takes the files that are dropped on the thread around a field, or on its composer where there is none, or pasted into it. Returns what ends it. */
export function listenAround(
  field: HTMLElement | null | undefined,
  label: string,
  onFiles: (files: readonly File[]) => void,
): (() => void) | undefined {
  const around = field?.closest<HTMLElement>(
    '[data-part="thread-pane"], [data-part="composer"]:not([data-part="thread-pane"] *)',
  );
  return around == null ? undefined : listenForFiles(around, label, onFiles);
}

/**
 * Takes the files that are dropped on an element, or pasted into its text area. While files are dragged over it, the element has `label` as its
 * `data-drop`. A text that is copied as a picture, too, stays text. Returns what ends it.
 */
function listenForFiles(
  element: HTMLElement,
  label: string,
  onFiles: (files: readonly File[]) => void,
): () => void {
  const end = new AbortController();
  const { signal } = end;
  const hasFiles = ({ dataTransfer }: DragEvent): boolean =>
    dataTransfer?.types.includes('Files') === true;
  const stopShowing = (): void => element.removeAttribute('data-drop');

  element.addEventListener(
    'dragover',
    (event) => {
      if (!hasFiles(event)) return;
      // Otherwise the browser leaves the page for the file.
      event.preventDefault();
      element.dataset['drop'] = label;
    },
    { signal },
  );
  element.addEventListener(
    'dragleave',
    ({ relatedTarget }) => {
      if (!(relatedTarget instanceof Node && element.contains(relatedTarget))) stopShowing();
    },
    { signal },
  );
  element.addEventListener(
    'drop',
    (event) => {
      if (!hasFiles(event)) return;
      event.preventDefault();
      stopShowing();
      onFiles(Array.from(event.dataTransfer?.files ?? []));
    },
    { signal },
  );
  element.addEventListener(
    'paste',
    (event) => {
      const { clipboardData, target } = event;
      const files = Array.from(clipboardData?.files ?? []);
      const isText = clipboardData?.types.includes('text/plain') === true;
      if (files.length === 0 || isText || !(target instanceof HTMLTextAreaElement)) return;
      event.preventDefault();
      onFiles(files);
    },
    { signal },
  );
  return () => {
    end.abort();
    stopShowing();
  };
}

/** Lets the user choose files. */
export function chooseFiles(onFiles: (files: readonly File[]) => void): void {
  const input = document.createElement('input');
  input.type = 'file';
  input.multiple = true;
  input.addEventListener('change', () => onFiles(Array.from(input.files ?? [])));
  input.click();
}
