-- Who may sign in, their sessions, the keys of programs, and the record of what was done.

create table users (
  id uuid primary key,
  name text not null,
  role text not null check (role in ('viewer', 'operator', 'admin')),
  password_hash text not null,
  disabled boolean not null default false,
  created_at timestamptz not null,
  last_login_at timestamptz
);
-- Names differ by more than case.
create unique index users_name on users (lower(name));

-- The cookie holds a random 256-bit token; only its SHA-256 is kept, so a copy of this table opens no session.
create table sessions (
  token_hash bytea primary key,
  user_id uuid not null references users on delete cascade,
  created_at timestamptz not null,
  last_seen_at timestamptz not null,
  expires_at timestamptz not null,
  address text not null
);
create index sessions_user on sessions (user_id, created_at);
create index sessions_expiry on sessions (expires_at);

-- Revoked keys stay, so that the audit can be read and a key from the environment does not come back.
create table api_keys (
  id uuid primary key,
  name text not null,
  prefix text not null,
  key_hash bytea not null unique,
  role text not null check (role in ('viewer', 'operator', 'admin')),
  scope text not null check (scope in ('all', 'ingest')),
  origin text not null check (origin in ('user', 'environment')),
  created_by text not null,
  created_at timestamptz not null,
  expires_at timestamptz,
  revoked_at timestamptz,
  last_used_at timestamptz
);
-- PERFMONITOR_API_KEY is one key: a new value replaces the old one.
create unique index api_keys_environment on api_keys (origin) where origin = 'environment';

create table audit (
  id bigint generated always as identity primary key,
  at timestamptz not null,
  actor text not null,
  action text not null,
  target text not null,
  address text not null,
  outcome text not null,
  detail text not null
);
create index audit_at on audit (at);
create index audit_actor on audit (actor, id);
