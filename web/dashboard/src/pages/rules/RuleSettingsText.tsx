import { List } from '@mantine/core';
import type { ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import type { Rule } from '../../api/rules';
import { formatDuration } from '../../lib/formatTime';

/** What a rule does beside firing on its condition, each in a sentence. */
export function RuleSettingsText({ rule }: { readonly rule: Rule }): ReactElement | null {
  const { t } = useTranslation();
  const sentences = useSentences(rule);
  return sentences.length === 0 ? null : (
    <List size="sm" aria-label={t('rules.settings')} data-testid="rule-settings">
      {sentences.map((sentence) => <List.Item key={sentence} style={{ overflowWrap: 'anywhere' }}>{sentence}</List.Item>)}
    </List>
  );
}

function useSentences({ duration = 0, keepFiringFor = 0, labels = {}, 'x-perfmonitor': extensions = {} }: Rule): readonly string[] {
  const { t } = useTranslation();
  const { recovery_threshold: recovery, keep_firing_while: weaker, flapping, approaching, no_data: noData, error } = extensions;
  const severity = (given: string | undefined): string => given ?? labels['severity'] ?? 'warning';
  const after = (given: string | undefined): string => {
    const time = given ?? (duration > 0 ? formatDuration(duration * 1_000) : undefined);
    return time === undefined ? t('rules.says.atOnce') : t('rules.says.after', { time });
  };
  return [
    ...(keepFiringFor > 0 ? [t('rules.says.keepFiringFor', { time: formatDuration(keepFiringFor * 1_000) })] : []),
    ...(recovery === undefined ? [] : [t('rules.says.recovery', { value: recovery })]),
    ...(weaker === undefined ? [] : [t('rules.says.keepFiringWhile', { expression: weaker })]),
    ...(flapping === undefined ? [] : [t('rules.says.flapping', { starts: flapping.starts ?? 0, within: flapping.within ?? '' })]),
    ...(approaching === undefined
      ? []
      : [t('rules.says.approaching', { condition: approaching.expr ?? t('rules.says.threshold', { value: approaching.threshold ?? 0 }), after: after(approaching.for), severity: approaching.severity ?? 'info' })]),
    ...(approaching?.recovery_threshold === undefined ? [] : [t('rules.says.approachingRecovery', { value: approaching.recovery_threshold })]),
    ...(noData === undefined ? [] : [t('rules.says.noData', { what: noData.expr ?? t('rules.says.subject'), after: after(noData.for), severity: severity(noData.severity) })]),
    ...(error === undefined ? [] : [t('rules.says.error', { after: after(error.for), severity: error.severity ?? 'warning' })]),
  ];
}
