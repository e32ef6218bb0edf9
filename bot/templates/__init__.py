"""Surveys that are ready to use: a file each, in six languages and, where a language has two, both manners.

A template is a piece of a configuration as an admin would write it, with its touchpoint, its rule for
complaints, and every wording on a line of its own. `fitting` leaves the lines that one business needs.

They are worded as the field advises:

- The score comes first and everybody is asked for it; one open question for the main reason follows,
  whatever the score. This is NPS as it was published (Reichheld, "The One Number You Need to Grow", Harvard
  Business Review 12/2003; Reichheld and Markey, "The Ultimate Question 2.0", 2011).
- Effort is asked as a statement to agree with (Dixon, Toman and DeLisi, "The Effortless Experience", 2013:
  the Customer Effort Score in its second form).
- Words that praise or suggest an answer are left out, and one question asks one thing (Dillman, Smyth and
  Christian, "Internet, Phone, Mail, and Mixed-Mode Surveys", 4th edition 2014; Krosnick and Presser,
  "Question and Questionnaire Design", Handbook of Survey Research, 2010).
- Who is unhappy is told who will answer, and by when: how a complaint is handled decides whether the customer
  comes back (Tax, Brown and Chandrashekaran, "Customer Evaluations of Service Complaint Experiences", Journal
  of Marketing 62, 1998).
- The page for public reviews is shown to all or to none. Google forbids to ask only the satisfied
  ("Prohibited and restricted content" of Maps user contributed content), and consumer law minds reviews that
  mislead (Directive 2005/29/EC, Annex I, 23b and 23c; 16 CFR Part 465).
"""

from bot.templates.fitting import LANGUAGES, Fitting, fit
from bot.templates.template import Template, TemplateName, read_template

__all__ = ["LANGUAGES", "Fitting", "Template", "TemplateName", "fit", "read_template"]
