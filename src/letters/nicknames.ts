/**
 * First names that are one name to those who use them: short and pet forms, and the same name in other languages. Each line
 * is a group, and a name can be in several.
 */
const GROUPS = `
abigail abby abbie gail|abraham abe bram ibrahim|adelaide ada addie heidi|albert al bert bertie|alexander alex alec sandy
sasha xander sascha alejandro alessandro aleksandr oleksandr sanya shura iskander|alexandra alex sandra sasha lexi
alexandria sandy aleksandra oleksandra alessandra alejandra|alfred al alf alfie fred|alice ali allie alicia|amanda mandy
manda|amelia amy millie|andrew andy drew andreas andre andrea andrei andrzej andres anders ondrej andrii|angela angie
angelina|ann anna anne annie hannah nan nancy anya ania anja ana anita annika hanna asya|anthony tony anton antonio antoine
antonia|antonia toni tonia|archibald archie|arthur art artie artur|augustus gus august|barbara barb babs barbie basia
varvara|bartholomew bart|beatrice bea trixie beatrix|benjamin ben benny benji|bernard bernie|bradley brad|bridget bridie
biddy brigitte birgit|calvin cal|cameron cam|caroline carol carrie caro karolina lina|cassandra cass cassie|catherine
katherine kathryn kate katie kathy cathy kit kitty kat kay trina katharina ekaterina katya kateryna katarzyna kasia katrin
caterina catalina karin|cecilia cece cecily celia|charles charlie chuck chas carl karl carlos carlo karol|charlotte charlie
lottie lotte char|christian chris kris|christina chris chrissy tina kristina christine krystyna|christopher chris kit topher
kris kristof christoph cristobal krzysztof krzys|clarence clare|constance connie|cornelius connie neil|cynthia cindy|daniel
dan danny dani danil|danielle dani danni|david dave davy davey dawid daud davit|deborah deb debbie debra|delilah lila|dennis
denny den denys|diana di diane|dmitry dima mitya dmitri dmytro dimitri|dominic dom nick domenico|donald don donnie|dorothy
dot dottie dolly dorothea dora|douglas doug|edmund ed eddie ted ned|edward ed eddie ted teddy ned eduardo edouard eduard|
eleanor ellie nell nora lenora ella eleonora|elena lena helena olena alyona yelena ilona|elijah eli|elizabeth liz lizzie
beth betty bess eliza lisa libby elsie lisbeth betsy liza lise elisabeth elisa isabel isabella bella elspeth elzbieta ela
lilibet elise|emily em emmy millie emilia|emma em emmy|emmanuel manny manuel|ernest ernie ernesto ernst|esther essie hester|
eugene gene yevgeny zhenya evgeny yevhen|evelyn eve evie|felicity fliss flick|florence flo flossie|frances fran frankie
fanny francesca franziska|francis frank frankie fran francisco francesco franz paco pancho frantisek franciszek|frederick
fred freddie rick fritz friedrich federico fryderyk|gabriel gabe gabi|gabriella gabby gabi ella|geoffrey geoff jeff jeffrey|
george georgie giorgos georgios jorge giorgio georg jurgen yuri georgi jerzy jiri yurii juri goran jordi|georgina georgie
gina|gerald gerry jerry gerhard gerardo|gerard gerry|gilbert gil bert|giovanni gianni john nino vanni|giuseppe beppe peppe
joseph|gregory greg gregor grzegorz grigory grisha hryhorii|guillermo memo william|gwendolyn gwen wendy|hannah hanna anna|
harold harry hal|harriet hattie harry|heinrich heinz heiner henry|helen nell nellie helena elena eleni ellen|henry hank
harry hal henri enrique heinrich hendrik henrik|herbert bert herb|hubert hugh bert|hugh hughie huw hugo|ian iain john|ignatius
iggy nacho ignacio|ingrid inga|irene rene irina ira|isaac ike zac|isabella izzy bella isabel|isidore izzy|ivan vanya john
wanja vanja|jacob jake jack jakob iago jakub kuba yakov|jacqueline jackie jacqui|james jim jimmy jamie jem jaime jacques
diego santiago iago|jane janie jenny janet joan jana|janet jan|jason jay jase|jean jeanie|jeffrey jeff geoff|jennifer jen
jenny jenna|jeremiah jerry|jeremy jem jerry|jerome jerry|jessica jess jessie|jesus chuy suso|joan joanie johanna|joanna jo
joanne asia|jonathan jon jonny john nathan|johannes hannes hans john johann|john johnny jon jack jan jean juan ivan johann
johan hans sean ian giovanni yohanna janos jens jonny evan shane janek jasiek joao ioannis yannis hovhannes|jose pepe joseph
chepe|joseph joe joey jo jos giuseppe jozef josef yusuf youssef yosef iosif osip jusuf|josephine jo josie|joshua josh|joyce
joy|juan juancho john|judith judy jude judit|julia jules julie yulia julka|julian jules julien|justin justus|kayla kay|
kenneth ken kenny|kimberly kim|konstantin kostya costas constantine kostas|lawrence larry laurie lorenzo laurent lars lauri|
leonard leo len lenny leonardo|leonid lyonya leo|leopold leo poldi|leslie les|lewis lou louis louie|lillian lily lil|louis
lou louie luis luigi ludwig lewis|louise lou lulu luisa|lucas luke lukas luca lukasz luc|lucy lu lucia luz lucie|ludmila luda
mila lyudmila liudmyla|madeleine maddie madeline lena magdalena|magdalena magda lena|malcolm mal|margaret maggie meg peggy
marge margie greta rita daisy madge gretchen margarita margarethe malgorzata gosia margot grete|maria mary marie mia masha
marya miriam mariam maryam mariya marija masha marusya|mariajose majo marijo|mark marcus marc marco marek markus|marlon
marley|martha marty patty|martin marty martino marcin|martina tina|mary molly polly may mae mamie maria|matilda tilly mattie
maud|matthew matt matty mateo matteo matthias mateusz matthieu matvei|maureen mo|maurice mo morris maurizio moritz|maximilian
max maxim maksim|melanie mel|melissa mel missy lissa|michael mike mick mickey micky mikey michel miguel michele mikhail misha
mykhailo michal mikael mikhael mihai|michelle shelly mickey|mildred millie|miriam mimi mary|mitchell mitch|mohammed mo mohamed
muhammad mehmet mohammad hamada mamadou|natalie nat natalia natasha nataliya nathalie talia|nathaniel nat nate nathan|nicholas
nick nicky nico nicolas nikolai klaus niklas nikolaos kolya mykola nicola miklos mikolaj|nicole nikki nicky|norman norm|olga
olya olia olha|oliver ollie noll|olivia liv livvy olive|oscar ossie oskar|pamela pam|patricia pat patty trish tricia|patrick pat
paddy patrice|paul pauly pablo paolo pavel pawel pavlo pal|pauline polly paulina|penelope penny|peter pete pedro pierre piotr
petr pyotr petros pietro pieter petro petya peadar|philip phil pip philipp felipe filip filippo|phyllis phyl|priscilla cilla|
prudence prue|rachel rae shelly rachele raquel|radoslaw radek|raymond ray|rebecca becky becca bec rivka|reginald reg reggie|
reinhard reiner|richard rick dick richie rich ricky ricardo riccardo ryszard|robert rob bob bobby robbie bert robin roberto
rupert robby|roderick rod rick|rodney rod|roger rodge rodger rogelio|roland rollo roly orlando|ronald ron ronnie|rosemary rosie
rose romy|rosalind ros roz rosie|roxanne roxy|rudolf rudy rolf dolf|russell russ rusty|salvatore toto sal|samantha sam sammy|
samuel sam sammy|sandra sandy|sarah sally sadie sara|sebastian seb bastian bas basti|sergei serge serhii sergio sergey seryozha
sergius sergiy|sharon shari|shirley shirl|sidney sid|silvester sly|simon si simeon szymon shimon|sofia sophie sophia sofie sonia
sonya zofia zosia sofiya|solomon sol suleiman solly|stanislav stas slava stan staszek stanislaw|stanley stan|stephanie steph
stefanie stevie|stephen steve steven stefan stevie esteban etienne stephan stepan stefano istvan szczepan|stuart stu stewart|
susan sue susie suzy susanna suzanne zsuzsa susanne zuzanna|svetlana sveta lana|sylvia syl silvia sylvie|tamara tammy toma|
tatiana tanya tania tetiana|terence terry|teresa terry tess tessa theresa teresita|theodore ted teddy theo fyodor fedir teodor|
thaddeus thad tad tadeusz|therese resi|thomas tom tommy tomas tomasz tommaso tomek toma|timothy tim timmy timo timofey|tobias
toby tobi|ursula ulla uschi|valentina valya val tina|valerie val|vanessa nessa|veronica ronnie vera roni nika weronika|victor vic
viktor vitya|victoria vicky tori vika viktoriya|vincent vince vinny vicente vincenzo|viola vi|virginia ginny ginger|vladimir vova
volodya vlad volodymyr wladimir vladik wlodek|vasily vasya basil wasyl vasyl|viacheslav slava|walter walt wally wat|wenceslas
vaclav|wilfred wilf fred|wilhelmina minnie mina billie willa|william will bill billy liam willy guillermo guillaume wilhelm willem
guglielmo wim vilhelm|winifred win winnie freddie|xavier javier xavi|yevgenia zhenya eugenia|zachary zach zack zac zakaria|ahmed
ahmad ahmet|ali aly|hussein hossein husain huseyin|hassan hasan|khaled khalid halid|omar umar omer|yasmin jasmine yasmine jasmin|
aisha ayesha aysha ayse|fatima fatma fatimah|zeynep zainab zaynab|layla leila leyla laila|karim kareem|tariq tarek tarik|amina
amna emine|samir sameer|krishna krish|priyanka priya pri|rajesh raj raju|aditya adi|siddharth sid|lakshmi laxmi|xiaoming ming`;

let others: ReadonlyMap<string, ReadonlySet<string>> | undefined;

function otherForms(): ReadonlyMap<string, ReadonlySet<string>> {
  if (others !== undefined) return others;
  const found = new Map<string, Set<string>>();
  for (const group of GROUPS.split('|')) {
    const names = group.trim().split(/\s+/);
    for (const name of names) {
      const more = found.get(name) ?? new Set();
      found.set(name, more);
      for (const other of names) if (other !== name) more.add(other);
    }
  }
  others = found;
  return found;
}

/** What else somebody of this folded first name is commonly called. */
export function otherFormsOf(name: string): ReadonlySet<string> {
  return otherForms().get(name) ?? new Set();
}

/** Words that are first names too, by themselves or as a pet form; not every first name is among them. */
const GIVEN = new Set(
  `amber april art august autumn bill bob carol chance chase chip chuck clay cliff colin dale dawn dean dick drew eve faith
  flora frank gale gay gene ginger glen grace grant guy hazel heather holly hope hunter iris ivy jack jade jasmine jay jean
  jewel jordan joy june lance laurel leo lily mark marshall mason max may melody mercy merit miles nick norm olive opal pat
  pearl penny peter pierce ray reed rich rob robin rocky rod rose ruby rusty sage sandy scarlet sterling stone sue summer
  sunny tom tony trinity troy tyler victor violet wade ward warren will willow winter woody`.split(/\s+/),
);

/** Whether a folded word is known as a first name. */
export function isGivenName(word: string): boolean {
  return otherForms().has(word) || GIVEN.has(word);
}
