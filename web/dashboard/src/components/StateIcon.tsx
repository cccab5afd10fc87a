import {
  IconAlertOctagonFilled,
  IconAlertTriangleFilled,
  IconCircleCheckFilled,
  IconHelpCircleFilled,
  IconInfoCircleFilled,
} from '@tabler/icons-react';
import type { ReactElement } from 'react';

/** What a colour means everywhere on the page. */
export type State = 'ok' | 'info' | 'warning' | 'critical' | 'unknown';

// A shape for each, so that the colour is never the only sign.
const ICONS = {
  ok: IconCircleCheckFilled,
  info: IconInfoCircleFilled,
  warning: IconAlertTriangleFilled,
  critical: IconAlertOctagonFilled,
  unknown: IconHelpCircleFilled,
} as const;

export function StateIcon({ state, size = 18 }: { readonly state: State; readonly size?: number }): ReactElement {
  const Icon = ICONS[state];
  return <Icon size={size} color={`var(--state-${state})`} style={{ flex: 'none' }} aria-hidden />;
}
