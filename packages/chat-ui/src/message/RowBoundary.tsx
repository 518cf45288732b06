'use client';

import { Component, type ReactNode } from 'react';
import { useLabels } from '../labels/use-labels.ts';

/** Props of {@link RowBoundary}. */
export interface RowBoundaryProps {
  /** What the row shows. Another object is another try. */
  readonly message: unknown;
  readonly children: ReactNode;
}

interface RowBoundaryState {
  readonly message: unknown;
  readonly hasFailed: boolean;
}

/**
 * Keeps an error in one message from taking the others with it: its row says that it cannot be shown. React reports the error as it
 * reports every caught one.
 */
export class RowBoundary extends Component<RowBoundaryProps, RowBoundaryState> {
  override state: RowBoundaryState = { message: this.props.message, hasFailed: false };

  static getDerivedStateFromError(): Partial<RowBoundaryState> {
    return { hasFailed: true };
  }

  static getDerivedStateFromProps(
    { message }: RowBoundaryProps,
    state: RowBoundaryState,
  ): RowBoundaryState | null {
    return message === state.message ? null : { message, hasFailed: false };
  }

  override render(): ReactNode {
    return this.state.hasFailed ? <BrokenRow /> : this.props.children;
  }
}

function BrokenRow(): ReactNode {
  const { messageBroken } = useLabels();
  return (
    <div data-part="message" data-kind="system">
      {messageBroken}
    </div>
  );
}
