import { Component, type ReactNode } from 'react';

/** What text is counted in: it stays the same element as long as what it says does. */
const BASE = 'p, li, td, th, h2, h3, h4, h5, h6, blockquote, code, .ris-code-line';

interface Place {
  base: Element;
  /** How many UTF-16 units of the base's own text stand in front. */
  units: number;
}

interface Saved {
  anchor: Place;
  focus: Place;
  isForward: boolean;
}

/**
 * Keeps what the reader has selected while text grows and insertions come. A text node that is given another text, or is
 * parted, loses the ends of a selection in it.
 */
export class KeepSelection extends Component<{ children: ReactNode }> {
  override getSnapshotBeforeUpdate(): Saved | null {
    const selection = document.getSelection();
    if (!selection || selection.rangeCount === 0) return null;
    const range = selection.getRangeAt(0);
    if (range.collapsed) return null;
    const anchor = placeOf(selection.anchorNode, selection.anchorOffset);
    const focus = placeOf(selection.focusNode, selection.focusOffset);
    const isForward = range.startContainer === selection.anchorNode && range.startOffset === selection.anchorOffset;
    return anchor && focus && { anchor, focus, isForward };
  }

  override componentDidUpdate(_props: unknown, _state: unknown, saved: Saved | null): void {
    const selection = saved && document.getSelection();
    if (!selection) return;
    const anchor = pointAt(saved.anchor, saved.isForward);
    const focus = pointAt(saved.focus, !saved.isForward);
    if (!anchor || !focus) return;
    const isThere =
      selection.anchorNode === anchor.node &&
      selection.anchorOffset === anchor.offset &&
      selection.focusNode === focus.node &&
      selection.focusOffset === focus.offset;
    if (!isThere) selection.setBaseAndExtent(anchor.node, anchor.offset, focus.node, focus.offset);
  }

  override render(): ReactNode {
    return this.props.children;
  }
}

/** Where the end of a selection is; `null` outside of markdown's own text. */
function placeOf(node: Node | null, offset: number): Place | null {
  const base = node?.nodeType === Node.TEXT_NODE ? node.parentElement?.closest(BASE) : null;
  if (!node || !base?.closest('.ris-markdown') || node.parentElement?.closest('.ris-insertion')) return null;
  let units = offset;
  for (const text of textsIn(base)) {
    if (text === node) return { base, units };
    units += text.length;
  }
  return null;
}

/** The point at a place: where two texts meet, the beginning of the second for the start of a selection. */
function pointAt({ base, units }: Place, isStart: boolean): { node: Text; offset: number } | null {
  let left = units;
  for (const node of textsIn(base)) {
    if (isStart ? left < node.length : left <= node.length) return { node, offset: left };
    left -= node.length;
  }
  return null;
}

/** The texts in an element, without what is inserted there. */
function* textsIn(base: Element): Generator<Text> {
  const walker = document.createTreeWalker(base, NodeFilter.SHOW_TEXT | NodeFilter.SHOW_ELEMENT, (node) =>
    node instanceof Element && node.matches('.ris-insertion') ? NodeFilter.FILTER_REJECT : NodeFilter.FILTER_ACCEPT,
  );
  while (walker.nextNode()) if (walker.currentNode instanceof Text) yield walker.currentNode;
}
