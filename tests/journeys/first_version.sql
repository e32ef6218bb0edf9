-- What the first version left of two customers at noon of 2026-11-20: Ada is asked for the reason of her two
-- stars, Bruno has a ticket and a reply that waits for Telegram. It is what was stored, and so never changed.
-- A statement is for whatever revision of the schema has its table.
INSERT INTO conversation (id, channel, bot, address, first_name, platform_language, created_at, introduced_at, last_asked_at, is_test)
VALUES (1, 'telegram', '1234567890', '5000000001', 'Ada', 'en', '2026-11-20 12:00:00.000000', '2026-11-20 12:00:00.000000', '2026-11-20 12:00:00.000000', FALSE);
INSERT INTO conversation (id, channel, bot, address, first_name, platform_language, created_at, introduced_at, last_asked_at, is_test)
VALUES (2, 'telegram', '1234567890', '5000000002', 'Bruno', 'en', '2026-11-20 12:00:00.000000', '2026-11-20 12:00:00.000000', '2026-11-20 12:00:00.000000', FALSE);
INSERT INTO flow_revision (id, flow, digest, definition, created_at)
VALUES (1, 'after_delivery', 'c58555e4a22545e69f8d534926ffff391891b9de038770676b275a6ee8ff6a56', '{"title": "After delivery", "nodes": [{"ask": "csat", "id": "satisfaction", "when": null, "text": {"it": "Ciao {{ customer.first_name | default: ''!'' }}, com''è andata la consegna di {{ purchase.summary }}?", "en": "Hi {{ customer.first_name | default: ''there'' }}, how was the delivery of {{ purchase.summary }}?"}, "optional": false, "low": {}, "high": {}}, {"ask": "text", "id": "reason", "when": null, "text": {"it": "Qual è il motivo principale del tuo voto?", "en": "What is the main reason for your score?"}, "optional": true}, {"ask": "nothing", "id": "say_3", "when": "satisfaction <= 2", "text": {"it": "Ci dispiace. Una persona di {{ business.name }} ti risponde qui entro {{ reply_by }}.", "en": "We are sorry. Someone at {{ business.name }} will answer you here by {{ reply_by }}."}}, {"ask": "nothing", "id": "say_4", "when": "satisfaction >= 3", "text": {"it": "Grazie! Leggiamo ogni risposta.", "en": "Thank you! We read every answer."}}]}', '2026-11-20 12:00:00.000000');
INSERT INTO inbox (source, key, handled_at)
VALUES ('slack', 'V0DEMO00014', '2026-11-20 12:00:00.000000');
INSERT INTO inbox (source, key, handled_at)
VALUES ('telegram:1234567890', '700000001', '2026-11-20 12:00:00.000000');
INSERT INTO inbox (source, key, handled_at)
VALUES ('telegram:1234567890', '700000002', '2026-11-20 12:00:00.000000');
INSERT INTO inbox (source, key, handled_at)
VALUES ('telegram:1234567890', '700000003', '2026-11-20 12:00:00.000000');
INSERT INTO inbox (source, key, handled_at)
VALUES ('telegram:1234567890', '700000004', '2026-11-20 12:00:00.000000');
INSERT INTO inbox (source, key, handled_at)
VALUES ('telegram:1234567890', '700000005', '2026-11-20 12:00:00.000000');
INSERT INTO send_budget (name, free_at)
VALUES ('all of slack', '2026-11-20 12:00:00.000000');
INSERT INTO send_budget (name, free_at)
VALUES ('all of telegram', '2026-11-20 12:00:05.000000');
INSERT INTO send_budget (name, free_at)
VALUES ('slack:#complaints-delivery', '2026-11-20 12:00:00.000000');
INSERT INTO send_budget (name, free_at)
VALUES ('telegram:1234567890:5000000001', '2026-11-20 12:00:00.000000');
INSERT INTO send_budget (name, free_at)
VALUES ('telegram:1234567890:5000000002', '2026-11-20 12:00:05.000000');
INSERT INTO setting (name, value)
VALUES ('instance_secret', '000000000000000000000000000000000000000000000000000000000000fa4e');
INSERT INTO setting (name, value)
VALUES ('username:1234567890', 'bottega_rossi_bot');
INSERT INTO customer (id, source, external_id, conversation_id, first_name, language, tags, created_at, told_at)
VALUES (1, 'shop', 'c-1001', 1, 'Ada', 'en', '[]', '2026-11-20 12:00:00.000000', '2026-11-20 12:00:00.000000');
INSERT INTO customer (id, source, external_id, conversation_id, first_name, language, tags, created_at, told_at)
VALUES (2, 'shop', 'c-1002', 2, 'Bruno', 'en', '[]', '2026-11-20 12:00:00.000000', '2026-11-20 12:00:00.000000');
INSERT INTO purchase (id, source, external_id, customer_id, amount, currency, items, shipments, attributes, created_at, told_at)
VALUES (1, 'shop', '1001', 1, '49.9000', 'EUR', '[{"name": "Blue mug", "quantity": 2, "sku": "MUG-B"}]', '[]', '{}', '2026-11-20 12:00:00.000000', '2026-11-20 12:00:00.000000');
INSERT INTO purchase (id, source, external_id, customer_id, amount, currency, items, shipments, attributes, created_at, told_at)
VALUES (2, 'shop', '1002', 2, '49.9000', 'EUR', '[{"name": "Blue mug", "quantity": 2, "sku": "MUG-B"}]', '[]', '{}', '2026-11-20 12:00:00.000000', '2026-11-20 12:00:00.000000');
INSERT INTO link (id, token_hash, purchase_id, issued_at, expires_at, opened_at, conversation_id)
VALUES (1, '41165f454f4ea7b2d8cf17f1fd7e587785fc69d4c7ac144677c7661cb1d65c02', 1, '2026-11-20 12:00:00.000000', '2027-02-18 12:00:00.000000', '2026-11-20 12:00:00.000000', 1);
INSERT INTO link (id, token_hash, purchase_id, issued_at, expires_at, opened_at, conversation_id)
VALUES (2, 'f3a5ec07eaae6b4a71870cfaa08689c72da0323bfe0d9f29dd85719c34f7748f', 2, '2026-11-20 12:00:00.000000', '2027-02-18 12:00:00.000000', '2026-11-20 12:00:00.000000', 2);
INSERT INTO purchase_event (id, purchase_id, type, occurred_at, received_at)
VALUES (1, 1, 'purchase.delivered', '2026-11-20 12:00:00.000000', '2026-11-20 12:00:00.000000');
INSERT INTO purchase_event (id, purchase_id, type, occurred_at, received_at)
VALUES (2, 2, 'purchase.delivered', '2026-11-20 12:00:00.000000', '2026-11-20 12:00:00.000000');
INSERT INTO run (id, flow, revision_id, touchpoint, purchase_id, customer_id, conversation_id, origin, is_test, status, language, step_number, node, waiting_since, reminders_sent, complaint, ticket_open, happened_at, eligible_at, due_at, link_issued_at, link_opened_at, sent_at, first_answer_at)
VALUES (1, 'after_delivery', 1, 'delivery', 1, 1, 1, 'invited', FALSE, 'waiting', 'en', 2, 'reason', '2026-11-20 12:00:00.000000', 0, '{"rule": "Unhappy with a delivery", "why": "csat is 2 of 5 (csat <= 2)", "channel": "#complaints-delivery", "priority": "high", "since": "2026-11-20T12:00:00Z", "due_at": "2026-11-20T13:00:00Z"}', FALSE, '2026-11-20 12:00:00.000000', '2026-11-20 12:00:00.000000', '2026-11-20 12:00:00.000000', '2026-11-20 12:00:00.000000', '2026-11-20 12:00:00.000000', '2026-11-20 12:00:00.000000', '2026-11-20 12:00:00.000000');
INSERT INTO run (id, flow, revision_id, touchpoint, purchase_id, customer_id, conversation_id, origin, is_test, status, language, step_number, reminders_sent, worst_mood, complaint, ticket_open, happened_at, eligible_at, due_at, link_issued_at, link_opened_at, sent_at, first_answer_at, completed_at)
VALUES (2, 'after_delivery', 1, 'delivery', 2, 2, 2, 'invited', FALSE, 'complete', 'en', 3, 0, -0.2, '{"rule": "Unhappy with a delivery", "why": "csat is 2 of 5 (csat <= 2)", "channel": "#complaints-delivery", "priority": "high", "since": "2026-11-20T12:00:00Z", "due_at": "2026-11-20T13:00:00Z"}', TRUE, '2026-11-20 12:00:00.000000', '2026-11-20 12:00:00.000000', '2026-11-20 12:00:00.000000', '2026-11-20 12:00:00.000000', '2026-11-20 12:00:00.000000', '2026-11-20 12:00:00.000000', '2026-11-20 12:00:00.000000', '2026-11-20 12:00:00.000000');
INSERT INTO answer (id, run_id, revision_id, node, kind, position, language, channel, origin, first_value, final_value, answered_at)
VALUES (1, 1, 1, 'satisfaction', 'csat', 1, 'en', 'telegram', 'invited', '2', '2', '2026-11-20 12:00:00.000000');
INSERT INTO answer (id, run_id, revision_id, node, kind, position, language, channel, origin, first_value, final_value, answered_at)
VALUES (2, 2, 1, 'satisfaction', 'csat', 1, 'en', 'telegram', 'invited', '2', '2', '2026-11-20 12:00:00.000000');
INSERT INTO answer (id, run_id, revision_id, node, kind, position, language, channel, origin, first_value, final_value, polarity, scorer, answered_at)
VALUES (3, 2, 1, 'reason', 'text', 2, 'en', 'telegram', 'invited', '"It came late and the box was crushed"', '"It came late and the box was crushed"', -0.2, 'textblob 0.20.1 (PatternAnalyzer, preparation 1)', '2026-11-20 12:00:00.000000');
INSERT INTO ticket (id, run_id, conversation_id, customer_id, purchase_id, is_test, state, owner, answered, rule, why, priority, opened_at, complained_at, due_at, times_reopened, channel, card_channel, card_ts)
VALUES (1, 2, 2, 2, 2, FALSE, 'waiting for customer', 'U0DEMO00011', FALSE, 'Unhappy with a delivery', 'csat is 2 of 5 (csat <= 2)', 'high', '2026-11-20 12:00:00.000000', '2026-11-20 12:00:00.000000', '2026-11-20 13:00:00.000000', 0, '#complaints-delivery', 'C0DEMO00002', '1795176000.000000');
INSERT INTO timer (id, run_id, step_number, purpose, due_at, attempts)
VALUES (5, 1, 2, 'open ticket', '2026-11-20 12:03:00.000000', 0);
INSERT INTO timer (id, run_id, step_number, purpose, due_at, attempts)
VALUES (6, 1, 2, 'expire', '2026-11-27 12:00:00.000000', 0);
INSERT INTO ticket_event (id, ticket_id, at, action, state_after)
VALUES (1, 1, '2026-11-20 12:00:00.000000', 'open', 'open');
INSERT INTO ticket_event (id, ticket_id, at, actor, action, state_before, state_after)
VALUES (2, 1, '2026-11-20 12:00:00.000000', 'U0DEMO00011', 'reply', 'open', 'waiting for customer');
INSERT INTO ticket_message (id, conversation_id, run_id, ticket_id, author, text, is_edit, written_at, delivery, thread_ts)
VALUES (1, 2, 2, 1, 'Giulia', 'A new mug leaves today.', FALSE, '2026-11-20 12:00:00.000000', 'sending', '1795176000.000004');
INSERT INTO outbox (id, channel, ordering_key, budget, priority, kind, payload, conversation_id, run_id, state, queued_at, not_before, attempts, uncertain, sent_at, platform_id)
VALUES (1, 'telegram', 'telegram:1234567890:5000000001', 'telegram:1234567890:5000000001', 1, 'question', '{"address": "5000000001", "question": {"text": "Bottega Rossi here. After a purchase we ask you a short question or two, and a person reads your words. /stop ends it. Privacy: https://bottegarossi.example/privacy\n\nHi Ada, how was the delivery of Blue mug?\n\n1 = very unhappy · 5 = very happy", "rows": [[{"label": "1 ⭐", "value": "1"}, {"label": "2 ⭐", "value": "2"}, {"label": "3 ⭐", "value": "3"}, {"label": "4 ⭐", "value": "4"}, {"label": "5 ⭐", "value": "5"}]], "step": 1}}', 1, 1, 'sent', '2026-11-20 12:00:00.000000', '2026-11-20 12:00:00.000000', 1, FALSE, '2026-11-20 12:00:00.000000', '2');
INSERT INTO outbox (id, channel, ordering_key, budget, priority, kind, payload, conversation_id, run_id, state, queued_at, not_before, attempts, uncertain, sent_at, platform_id)
VALUES (2, 'telegram', 'telegram:1234567890:5000000001', 'telegram:1234567890:5000000001', 1, 'question', '{"address": "5000000001", "question": {"text": "What is the main reason for your score?", "rows": [[{"label": "Skip", "value": "skip"}]], "step": 2}}', 1, 1, 'sent', '2026-11-20 12:00:00.000000', '2026-11-20 12:00:00.000000', 1, FALSE, '2026-11-20 12:00:00.000000', '3');
INSERT INTO outbox (id, channel, ordering_key, budget, priority, kind, payload, conversation_id, run_id, state, queued_at, not_before, attempts, uncertain, sent_at, platform_id)
VALUES (3, 'telegram', 'telegram:1234567890:5000000002', 'telegram:1234567890:5000000002', 1, 'question', '{"address": "5000000002", "question": {"text": "Bottega Rossi here. After a purchase we ask you a short question or two, and a person reads your words. /stop ends it. Privacy: https://bottegarossi.example/privacy\n\nHi Bruno, how was the delivery of Blue mug?\n\n1 = very unhappy · 5 = very happy", "rows": [[{"label": "1 ⭐", "value": "1"}, {"label": "2 ⭐", "value": "2"}, {"label": "3 ⭐", "value": "3"}, {"label": "4 ⭐", "value": "4"}, {"label": "5 ⭐", "value": "5"}]], "step": 1}}', 2, 2, 'sent', '2026-11-20 12:00:00.000000', '2026-11-20 12:00:00.000000', 1, FALSE, '2026-11-20 12:00:00.000000', '2');
INSERT INTO outbox (id, channel, ordering_key, budget, priority, kind, payload, conversation_id, run_id, state, queued_at, not_before, attempts, uncertain, sent_at, platform_id)
VALUES (4, 'telegram', 'telegram:1234567890:5000000002', 'telegram:1234567890:5000000002', 1, 'question', '{"address": "5000000002", "question": {"text": "What is the main reason for your score?", "rows": [[{"label": "Skip", "value": "skip"}]], "step": 2}}', 2, 2, 'sent', '2026-11-20 12:00:00.000000', '2026-11-20 12:00:00.000000', 1, FALSE, '2026-11-20 12:00:00.000000', '3');
INSERT INTO outbox (id, channel, ordering_key, budget, priority, kind, payload, conversation_id, run_id, state, queued_at, not_before, attempts, uncertain, sent_at, platform_id)
VALUES (5, 'telegram', 'telegram:1234567890:5000000002', 'telegram:1234567890:5000000002', 1, 'text', '{"address": "5000000002", "text": "We are sorry. Someone at Bottega Rossi will answer you here by 14:00."}', 2, 2, 'sent', '2026-11-20 12:00:00.000000', '2026-11-20 12:00:00.000000', 1, FALSE, '2026-11-20 12:00:00.000000', '5');
INSERT INTO outbox (id, channel, ordering_key, budget, priority, kind, payload, ticket_id, state, queued_at, not_before, attempts, uncertain, sent_at, platform_id)
VALUES (6, 'slack', 'ticket:1', 'slack:#complaints-delivery', 1, 'card', '{}', 1, 'sent', '2026-11-20 12:00:00.000000', '2026-11-20 12:00:00.000000', 1, FALSE, '2026-11-20 12:00:00.000000', '1795176000.000000');
INSERT INTO outbox (id, channel, ordering_key, budget, priority, kind, payload, ticket_id, state, queued_at, not_before, attempts, uncertain, sent_at, platform_id)
VALUES (7, 'slack', 'ticket:1', 'slack:#complaints-delivery', 1, 'card', '{}', 1, 'sent', '2026-11-20 12:00:00.000000', '2026-11-20 12:00:00.000000', 1, FALSE, '2026-11-20 12:00:00.000000', '1795176000.000000');
INSERT INTO outbox (id, channel, ordering_key, budget, priority, kind, payload, conversation_id, ticket_id, message_id, state, queued_at, not_before, attempts, uncertain, reason)
VALUES (8, 'telegram', 'telegram:1234567890:5000000002', 'telegram:1234567890:5000000002', 0, 'reply', '{"address": "5000000002", "text": "A new mug leaves today."}', 2, 1, 1, 'pending', '2026-11-20 12:00:00.000000', '2026-11-20 12:00:05.000000', 1, FALSE, 'Telegram cannot be reached (ClientConnectorError)');
INSERT INTO outbox (id, channel, ordering_key, budget, priority, kind, payload, ticket_id, message_id, state, queued_at, not_before, attempts, uncertain, sent_at, platform_id)
VALUES (9, 'slack', 'ticket:1', 'slack:#complaints-delivery', 1, 'note', '{}', 1, 1, 'sent', '2026-11-20 12:00:00.000000', '2026-11-20 12:00:00.000000', 1, FALSE, '2026-11-20 12:00:00.000000', '1795176000.000004');
INSERT INTO dead_letter (id, source, key, payload, traceback, buried_at)
VALUES (1, 'telegram', '699999999', '{"update_id": 699999999, "message": "hello"}', 'MalformedUpdate: no chat', '2026-11-20 11:00:00.000000');
