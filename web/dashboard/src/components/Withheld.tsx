import { Tooltip, VisuallyHidden } from '@mantine/core';
import { cloneElement, useId, type MouseEvent, type ReactElement } from 'react';
import styles from './Withheld.module.css';

/** Something to press, such as a button. */
export type Pressable = ReactElement<{ disabled?: boolean; className?: string; 'aria-disabled'?: boolean; 'aria-describedby'?: string; onClick?: (event: MouseEvent) => void }>;

interface WithheldProps {
  /** Why it can't be done now; null where it can. */
  readonly because: string | null;
  readonly children: Pressable;
}

/**
 * Leaves an action visible that can't be done now. It looks disabled and does nothing, but takes the focus: whoever has a keyboard only, or
 * listens to the page, learns the reason too. What a menu gives its target goes on to the action.
 */
export function Withheld({ because, children, ...given }: WithheldProps): ReactElement {
  const id = useId();
  if (because === null) return cloneElement(children, given);
  const refused = {
    disabled: false,
    'aria-disabled': true,
    'aria-describedby': id,
    className: [children.props.className, styles['refused']].filter(Boolean).join(' '),
    onClick: (event: MouseEvent) => { event.preventDefault(); },
  };
  return (
    <Tooltip label={because} multiline maw={320} events={{ hover: true, focus: true, touch: true }}>
      <span>
        {cloneElement(children, refused)}
        <VisuallyHidden id={id}>{because}</VisuallyHidden>
      </span>
    </Tooltip>
  );
}
