# shellcheck shell=bash disable=SC2154,SC2034 # what is named under "Needs" is set by deploy/doctor
# What waits for somebody to do it: events, dead letters, holds, videos, plans, mails. Asks the tables, which answer when a process does not.
# Needs: $wanted, $state, $control_words.

readonly outbox_seconds=30 follower_seconds=60 media_seconds=600 hold_seconds=60 plan_seconds=600 mail_seconds=600

# SQL for now, as the services' clock shows it.
sql_now() { echo "(clock_timestamp() + interval '$(clock_offset) seconds')"; }

check_outboxes() {
  local service events seconds query rows
  query=$(for_each_service "SELECT '@' AS service, count(*) AS events, min(create_time) AS oldest FROM @.outbox WHERE position IS NULL") || return
  rows=$(ask_postgres "SELECT service, events, extract(epoch FROM $(sql_now) - oldest) FROM ($query) AS outboxes
    WHERE oldest < $(sql_now) - interval '$outbox_seconds seconds'") || return
  [[ -n $rows ]] || return 0
  while IFS='|' read -r service events seconds; do
    trouble "$events events of $service wait to be published, the oldest for $(for_people "$seconds")." \
      "grep relay $state/logs/$service.log | tail says what keeps them; $control_words restart $service" "The outbox waits"
  done <<<"$rows"
}

# Behind is who has not applied an event that was published a while ago; of a log that was restored since, who has applied none.
check_followers() {
  local service producer events seconds followed heads outboxes rows
  followed=$(for_each_service "SELECT '@' AS service, producer, epoch, position FROM @.followed") || return
  heads=$(for_each_service "SELECT '@' AS producer, epoch, head_position FROM @.outbox_epoch") || return
  outboxes=$(for_each_service "SELECT '@' AS producer, position, create_time FROM @.outbox") || return
  rows=$(ask_postgres "
    SELECT service, producer, head_position - first + 1, extract(epoch FROM $(sql_now) - create_time)
    FROM (SELECT service, producer, head_position, CASE WHEN followed.epoch = heads.epoch THEN position ELSE 0 END AS place
          FROM ($followed) AS followed JOIN ($heads) AS heads USING (producer)) AS places
      CROSS JOIN LATERAL (SELECT create_time, position AS first FROM ($outboxes) AS outbox WHERE outbox.producer = places.producer AND position > place
                          ORDER BY position LIMIT 1) AS next
    WHERE create_time < $(sql_now) - interval '$follower_seconds seconds'") || return
  [[ -n $rows ]] || return 0
  while IFS='|' read -r service producer events seconds; do
    trouble "$service has not applied $events events of $producer, the oldest for $(for_people "$seconds")." \
      "grep -E 'follower|producer' $state/logs/$service.log | tail says what keeps it; $control_words restart $service" "A follower is behind"
  done <<<"$rows"
}

check_dead_letters() {
  local service producer events aggregates query rows
  query=$(for_each_service "SELECT '@' AS service, producer, count(*) AS events, count(DISTINCT aggregate_id) AS aggregates FROM @.dead_letters GROUP BY producer") || return
  rows=$(ask_postgres "$query") || return
  [[ -n $rows ]] || return 0
  while IFS='|' read -r service producer events aggregates; do
    trouble "$service could not apply events of $producer: $events about $aggregates objects are set aside." \
      "deploy/dead-letters --state $wanted $service says why; mend that, then: deploy/dead-letters --state $wanted $service retry" "Dead letters"
  done <<<"$rows"
}

# waiting TABLE CONDITION SECONDS: how many are older than that, and the age of the oldest; nothing when none is.
waiting() {
  ask_postgres "SELECT count(*), extract(epoch FROM $(sql_now) - min(create_time)) FROM $1
    WHERE $2 AND create_time < $(sql_now) - interval '$3 seconds' HAVING count(*) > 0"
}

check_holds() {
  local rows count seconds
  rows=$(waiting moderation.hold_orders "state = 1" "$hold_seconds") || return
  [[ -n $rows ]] || return 0
  IFS='|' read -r count seconds <<<"$rows"
  trouble "$count decisions about videos are not in force, the oldest for $(for_people "$seconds"): what they hide is still seen, what they restore is not." \
    "grep 'hold order' $state/logs/moderation.log | tail says why; $control_words restart exchange" "Holds wait"
}

check_media() {
  local rows count seconds
  rows=$(waiting exchange.media_jobs true "$media_seconds") || return
  [[ -n $rows ]] || return 0
  IFS='|' read -r count seconds <<<"$rows"
  trouble "$count videos are not playable yet, the oldest for $(for_people "$seconds")." \
    "tail $state/logs/exchange-media.log. When it works all the time there is too much for one: PARLEY_MEDIA_WORKERS, a second machine." "Videos wait"
}

check_plans() {
  local rows count seconds
  rows=$(waiting scheduling.plans "state = 1" "$plan_seconds") || return
  [[ -n $rows ]] || return 0
  IFS='|' read -r count seconds <<<"$rows"
  trouble "$count plans of groups are not made yet, the oldest for $(for_people "$seconds")." \
    "tail $state/logs/scheduling-planner.log. A plan waits until identity has told of every participant." "Plans wait"
}

check_mails() {
  local rows count seconds reason
  rows=$(waiting notifications.deliveries "state IN (1, 2)" "$mail_seconds") || return
  [[ -n $rows ]] || return 0
  IFS='|' read -r count seconds <<<"$rows"
  reason=$(ask_postgres "SELECT mode() WITHIN GROUP (ORDER BY last_error) FROM notifications.deliveries WHERE state IN (1, 2) AND last_error <> ''")
  trouble "$count mails were not sent yet, the oldest waits for $(for_people "$seconds")${reason:+; most often: ${reason:0:200}}." \
    "grep mail $state/logs/notifications.log | tail. They go out by themselves once the server takes them, until their time is over." "Mails wait"
}
