import { Button, Group, Text, Textarea } from '@mantine/core';
import { useState, type ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import { useComment, type EpisodeOf } from '../../api/alertLife';
import { useErrorText } from '../../components/Notice';
import { RoleGate } from '../../components/RoleGate';

/** Adds a line to the alert's story. */
export function CommentForm({ of }: { readonly of: EpisodeOf }): ReactElement {
  const { t } = useTranslation();
  const explain = useErrorText();
  const comment = useComment(of);
  const [text, setText] = useState('');
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault();
        if (text.trim() !== '') comment.mutate(text.trim(), { onSuccess: () => { setText(''); } });
      }}
    >
      <Textarea aria-label={t('comment.label')} placeholder={t('comment.label')} autosize minRows={1} maxRows={6} maxLength={2_000} value={text} onChange={(event) => { setText(event.currentTarget.value); }} />
      <Group justify="flex-end" my="xs">
        <RoleGate needs="operator">
          <Button type="submit" size="compact-sm" variant="default" loading={comment.isPending}>
            {t('comment.add')}
          </Button>
        </RoleGate>
      </Group>
      {comment.isError && <Text size="sm" c="var(--state-critical)" role="alert">{explain(comment.error)}</Text>}
    </form>
  );
}
