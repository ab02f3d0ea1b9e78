//! Given names of many languages in Latin letters, of men and of women.

use super::Lists;
use super::flag::{GIVEN, HE, SHE};

pub(super) static LISTS: Lists = Lists {
    words: &[
        (
            GIVEN | HE,
            "aaron abdel abdul abdullah abraham adam adel adolf adrian adrien ahmad ahmed akira al
             alain alan albert alberto aleksandar aleksander aleksandr aleksei aleksey alessandro
             alex alexander alexandre alexei alexey alexis alfonso alfred ali alistair allan allen
             alejandro alvaro amir anatole anatoliy anatoly anders andre andré andrea andreas andrei
             andres andrés andrew andrey andrii andriy andrij andrzej andy angel angus anthony
             antoine anton antonio antony antti arkady armando arne arnold arsen arseniy arthur
             artem artur arturo ashraf asif aslan augusto avi axel barack barry bart bashar ben
             benedict benjamin benny bernard bernd bernhard bernie bert bill billy björn bob bobby
             bogdan bohdan boris brad bradley brandon brendan brent brett brian bruce bruno bryan
             burak caleb calvin cameron carl carlo carlos casey cedric cesar chad charles charlie
             chen chris christian christoph christophe christopher chuck clarence claude claudio
             clément cliff clint colin conor constantin craig curtis cyril cyrus dale dan daniel
             daniele danilo danny danylo darren dave david dean denis dennis denys derek diego dieter
             dietmar dietrich dimitri dimitry dirk dmitri dmitriy dmitry dmytro dominic dominik
             don donald dong doug douglas duncan dustin dwight dylan earl ed eddie edgar edmund
             eduard eduardo edward edwin ehud elias elijah elliot emil emmanuel emmanuil enrico
             enrique eric erich erik ernest ernesto ernst ethan etienne étienne eugene evan evgeny
             fabian fabio faisal farid felipe felix ferdinand fernando francesco francis francisco
             franco francois françois frank frans franz fred freddie frederic frédéric frederick
             friedrich fyodor gabriel gareth garry gary gavin gene geoff geoffrey georg george
             georges georgi georgy gerald gerard gérard gerhard giacomo gianni gideon giorgio
             giovanni giulio giuseppe glen glenn gordon graham greg gregory grigory guido guillaume
             günter gunther gustav gustavo guy habib haider hakan hamid hamza hans harald harold
             harry harvey hasan hashim hassan hector heinrich heinz helmut henri henrik henry herbert
             hermann hervé hiroshi horst hossein howard hubert hugh hugo hussein ian ibrahim ignacio
             igor ihor ilham ilya imran ingo ismail isaac ivan ivo jack jacek jackson jacob jacques
             jake jakob jakub james jamie jan jared jason javier jay jd jean jeff jeffrey jens jeremy
             jeroen jerome jérôme jerry jesse jesus jesús jim jimmy joachim joao joão joaquin joe joel
             joerg johan johann johannes john johnny jon jonas jonathan jonny jordan jorge jörg jose
             josé josef joseph josh joshua juan jules julian julien julius jun jürgen justin kamal
             karel karim karl karsten kash kazuo keir keith ken kenneth kenji kevin khaled khalid kim
             kirill kirk klaus kofi konrad konstantin kostas kurt kyle kyrylo lance larry lars
             laurent lawrence lech lee leo leon leonard leonardo leonid leopold lev liam lindsey
             linus lloyd lorenzo lou louis luc luca lucas ludwig luigi luis luiz lukas luke lyndon
             mahmoud mahmud maksim maksym malcolm manfred manuel marc marcel marcello marcin marco
             marcos marcus marek mario mark marko markus marshall martin marty marvin massimo mateusz
             mathias mats matt matteo matthew matthias matthieu maurice mauricio max maxim maxime
             maximilian mehdi mehmet mel michael michal michel miguel mihai mikael mike mikhail
             mikheil miklos milan miles milos mircea mitch mitt mohamed mohammad mohammed moshe
             muhammad muhammadu murat mustafa mykhailo mykola nabil naftali narendra nasser nate
             nathan neil nelson nicholas nick nicola nicolae nicolas niels nigel nikita niklas nikol
             nikola nikolai nikolaj nikolas nikolay nils noah noel norbert norman oleg oleh oleksandr
             oleksii oleksiy olaf olivier oliver omar oscar oskar osama otto owen pablo paolo pascal
             patrice patrick patrik paul paulo pavel pavlo pawel pedro per pete peter petr petro
             petteri phil philip philipp philippe phillip pierre pieter piotr pjotr prakash quentin
             rafael rafał rahul rainer raj rajiv ralf ralph ramon ramzan randy raphael rashid raul
             raúl ravi ray raymond recep reinhard rené reza ricardo riccardo rich richard rick
             ricky rob robert roberto robin rod roderick rodrigo roger roland rolf roman romano
             ron ronald ronnie rory ross roy ruben rudolf rudy rupert ruslan russell rustem ryan saad
             saddam salman salvador salvatore sam sami samir samuel sandeep sander sanjay
             santiago saul scott sean sebastian sebastião serge sergei sergej sergey sergii sergio
             serhii serhiy seth shane shaun shawn shigeru shimon shinzo sid sidney siegfried
             silvio simon slobodan spencer stan stanislav stanislaw stavros stefan stefano stéphane
             stephan stephane stephen steve steven stewart stuart sven sylvain syed tadeusz takashi
             taras tariq ted terence terry theo theodor theodore thierry thilo thomas thorsten tim
             timothy timur tobias todd tom tomas tomasz tommy tony torsten toni travis trevor tyler
             ulrich umberto uwe vadim vadym václav valentin valentyn valeriy valery vasily vasyl
             vernon viatcheslav victor vijay viktor ville vincent vincenzo vito vitali vitalii vitaliy
             vitaly vlad vladimir vladislav volker volodymyr vsevolod vyacheslav walid walter warren
             wassily wayne wendell werner wesley wilfried wilhelm will willem william willy winston
             wladimir władysław wojciech wolf wolfgang woodrow xavier xi yair yang yaroslav yasser
             yehuda yevgeny yevhen yitzhak yoav yoshihide yuri yuriy yurii yusuf yves zac zach
             zachary zhang zbigniew zoltan zoran mick mohsin bin wang jiang li liu hu wen deng mao
             thabo sadiq rishi tedros volodymir dmitrii kyrill andrej olexandr
             oleksander wolodymyr mychajlo serhij jewgeni jurij sergiy alexandr alexej dick
             perry clinton marlon melvin leroy dwayne tyrone jamal malik kareem darius",
        ),
        (
            GIVEN | SHE,
            "abigail ada adele agnes aisha alena alexandra alice alicia alina alison allison amal
             amanda amelia amy ana anastasia andrea angela angelina anita anja ann anna annalena
             anne annette annie antje antonia ariana astrid audrey ava barbara beata beate
             béatrice beatrice becky benazir bernadette beth betsy betty bettina bianca birgit bonnie
             brenda bridget brigitte britta camilla candace carla carmen carol carole carolina
             caroline carolyn catherine cathy cecilia celine charlotte chelsea cheryl chloe christa
             christiane christina christine cindy claire clara claudia colleen condoleezza connie
             cornelia cristina cynthia daisy dana daria dariia darya deborah debbie delia denise
             diana diane dina dolores donna dora doris dorothy edith eileen ekaterina elaine eleanor
             elena eleni elisa elisabeth elise elizabeth ella ellen elsa elvira emilia emily emma
             erica erika erin esther eugenia eva evelyn fatima federica fiona florence frances
             francesca françoise frauke gabriela gabriele gail galina gemma georgia gerda giorgia
             gina ginni gisela giulia gloria grace greta gretchen gudrun hanna hannah heather heidi
             heike helen helena helene helga hilary hillary hina holly ida ilse indira ines ingrid
             inna irene irina iris iryna isabel isabella isabelle ivana ivanka jacinda jackie
             jacqueline jane janet janice jasmine jeanne jen jennifer jenny jessica jill joan joanna
             jocelyn johanna josephine joy joyce juanita judith judy julia juliana julie juliet
             juliette kaja kamala karen karin karine karla karoline kate katarina katerina katharina
             katherine kathleen kathryn kathy katie katja katrin kayla kelly kerstin khrystyna kim
             kimberly kira kirsten kristalina kristen kristi kristin kristina laura lauren layla lea
             leila lena lesia leslie leyla lidia liesl liliana lillian lilly lina linda lisa liudmila
             liz loretta lori louise lucia lucy luisa lydia lynn madeleine madison maia malala
             manuela mara margaret margarita margot maria marianna marianne marie marina marilyn
             marion mariya marjorie marta martha martina mary maryna maureen maya megan meghan
             melania melanie melinda melissa mercedes meredith michelle mildred mina miriam moira
             mona monica monika nadia nadine nancy naomi natalia natalie nataliia natalya natasha
             nicola nicole nina nora norma odile oksana olena olga olha olivia pamela patricia
             patrizia paula pauline peggy penelope penny petra phyllis polly priscilla rachel rebecca
             regina renate renee rhonda rita roberta rosa rosalind rose rosemary roxana ruth sabine
             sally samantha sandra sanna sara sarah sasha saskia shannon sharon sheila shelley
             shirley silke silvia simone slavica sofia sofiia solomiya sonia sonja sophia sophie
             stacey stella stephanie sue susan susana susanna susanne susie suzanne svetlana svitlana
             sviatlana sylvia sylvie tamara tanja tanya tara tatiana tatyana teresa tereza tessa
             thelma theresa therese tiffany tina tracy ulrike ursula valentina valerie vanessa vera
             verena veronica veronika victoria viktoria viktoriia vida violeta virginia vivian wanda
             wendy xenia yana yelena yolanda yulia yuliia yuliya yvette yvonne zara zoe zoya
             taylor tulsi pam ketanji nikki marine",
        ),
    ],
    names: &[],
};
