/** Puts text in the place of what is selected in a field, as typing does. */
export function insertText(input: HTMLTextAreaElement, text: string): void {
  // Deprecated, and the only way that the browser's undo knows.
  // oxlint-disable-next-line typescript/no-deprecated
  if (document.execCommand?.('insertText', false, text)) return;
  input.setRangeText(text, input.selectionStart, input.selectionEnd, 'end');
  input.dispatchEvent(
    new InputEvent('input', { bubbles: true, inputType: 'insertText', data: text }),
  );
}
