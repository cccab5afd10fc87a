import { Button, Code, Group, Skeleton, Stack, Text } from '@mantine/core';
import type { ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import { useRuleVersions, type RuleDraft, type StoredRule } from '../../api/rules';
import { Failure } from '../../components/Notice';
import { Panel } from '../../components/Panel';
import { formatDateTime } from '../../lib/formatTime';
import { toDocument } from './ruleForm';

interface RuleVersionsProps {
  readonly rule: StoredRule;
  readonly onTake: (draft: RuleDraft) => void;
}

/** What the rule said before, the newest first, and the way back. */
export function RuleVersions({ rule, onTake }: RuleVersionsProps): ReactElement {
  const { t, i18n } = useTranslation();
  const versions = useRuleVersions(rule.id);
  if (versions.isError) return <Failure error={versions.error} onRetry={() => void versions.refetch()} />;
  if (versions.isPending) return <Skeleton height={120} aria-label={t('loading')} />;
  return (
    <Panel title={t('rules.versions')}>
      <Stack gap="md">
        <Text size="sm" c="dimmed">{t('rules.takeHint')}</Text>
        {versions.data.toSorted((one, other) => other.version - one.version).map(({ version, draft, enabled, writtenAt, writtenBy }) => (
          <Stack key={version} gap={4} data-testid="rule-version">
            <Group justify="space-between" wrap="nowrap">
              <Text size="sm">
                {t('rules.versionOf', { version, when: formatDateTime(writtenAt, i18n.language), name: writtenBy })}
                {!enabled && ` · ${t('rules.versionOff')}`}
              </Text>
              {draft && version !== rule.version && (
                <Button size="compact-sm" variant="default" style={{ flexShrink: 0 }} aria-label={`${t('rules.take')} ${String(version)}`} onClick={() => { onTake(draft); }}>
                  {t('rules.take')}
                </Button>
              )}
            </Group>
            {draft && <Code block tabIndex={0} style={{ whiteSpace: 'pre-wrap', overflowWrap: 'anywhere', maxHeight: 160 }}>{toDocument(draft)}</Code>}
          </Stack>
        ))}
      </Stack>
    </Panel>
  );
}
