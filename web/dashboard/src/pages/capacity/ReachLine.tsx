import type { ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import type { Reach } from '../../api/capacity';
import { formatDuration } from '../../lib/formatTime';
import styles from './ReachLine.module.css';
import { spanOf, verdictOf } from './reachTimes';

/** From now to the horizon: when a threshold may be reached, and when that is expected. The words beside it say the same. */
export function ReachLine({ reach, horizonSeconds }: { readonly reach: Reach; readonly horizonSeconds: number }): ReactElement {
  const { t } = useTranslation();
  const span = spanOf(reach, horizonSeconds);
  const color = `var(--state-${verdictOf(reach).state})`;
  const place = (share: number): string => `${String(100 * share)}%`;
  return (
    <div aria-hidden>
      <div className={styles['line']}>
        {span !== null && <div className={styles['span']} style={{ left: place(span.from), width: place(span.to - span.from), background: color }} />}
        {typeof span?.expected === 'number' && <div className={styles['expected']} style={{ left: place(span.expected), background: color }} />}
      </div>
      <div className={styles['ends']}>
        <span>{t('capacity.now')}</span>
        <span>{formatDuration(horizonSeconds * 1_000)}</span>
      </div>
    </div>
  );
}
