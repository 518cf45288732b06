import type { ReactNode } from 'react';
import { senderHueProps } from '../avatar/sender-hue.ts';
import { CloseIcon } from '../icons/action-icons.tsx';
import { IconButton } from '../icons/IconButton.tsx';

/** More than fits into one line of the widest column. */
const previewLength = 300;

/** Props of {@link ComposerBanner}. */
export interface ComposerBannerProps {
  /** What is going on, for example "Edit message". */
  readonly title: string;
  /** The message that it is about. One line of it shows. */
  readonly text: string;
  /** Whose colour the bar has. Default: the accent. */
  readonly senderId?: string | undefined;
  /** Name of the close button. */
  readonly closeLabel: string;
  readonly onClose: () => void;
}

/** A line at the top of the composer's field, which says to which message the text belongs. */
export function ComposerBanner(props: ComposerBannerProps): ReactNode {
  const sender = props.senderId === undefined ? undefined : senderHueProps(props.senderId);
  return (
    <div data-part="composer-banner" {...sender}>
      <div data-part="composer-banner-text">
        <b dir="auto">{props.title}</b>
        <span dir="auto" title={props.text.slice(0, previewLength)}>
          {props.text.slice(0, previewLength)}
        </span>
      </div>
      <IconButton
        label={props.closeLabel}
        onClick={props.onClose}
        // The focus, and with it the keyboard of a phone, stays in the field.
        onPointerDown={(event) => event.preventDefault()}
        onMouseDown={(event) => event.preventDefault()}
      >
        <CloseIcon />
      </IconButton>
    </div>
  );
}
